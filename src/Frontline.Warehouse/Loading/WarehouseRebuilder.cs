using Frontline.Core.Storage;
using Frontline.Lake.Chain;

namespace Frontline.Warehouse.Loading;

/// <summary>Builds the warehouse anew from the lake, beside the current one, and puts it in its place. Interrupted, it leaves the current one as it was.</summary>
internal sealed class WarehouseRebuilder(IWarehouse warehouse, IObjectStore lake, ChainFollower follower, BookFollower books)
{
    public async Task RebuildAsync(string reason, IProgress<RebuildProgress>? progress, CancellationToken cancellation)
    {
        var total = 0L;
        foreach (var chain in await ChainReader.ListChainsAsync(lake, cancellation).ConfigureAwait(false))
        {
            var read = await new ChainReader(lake, chain).ReadAsync(0, cancellation: cancellation).ConfigureAwait(false);
            total += read.Entries.Count > 0 ? read.Entries[^1].Number : read.Restart?.Number ?? 0;
        }

        var rebuild = await warehouse.BeginRebuildAsync(cancellation).ConfigureAwait(false);
        await using (rebuild.ConfigureAwait(false))
        {
            var entries = 0L;
            var rows = 0L;
            progress?.Report(new RebuildProgress(reason, 0, total, 0));
            await follower.CatchUpAsync(
                rebuild.Target,
                range =>
                {
                    entries += range.Through - range.After;
                    rows += range.Counts.Sum(count => count.Recorded + count.Rejected);
                    progress?.Report(new RebuildProgress(reason, entries, Math.Max(entries, total), rows));
                },
                cancellation).ConfigureAwait(false);
            await books.CatchUpAsync(rebuild.Target, cancellation).ConfigureAwait(false);
            await rebuild.CompleteAsync(cancellation).ConfigureAwait(false);
        }
    }
}
