using Frontline.Core;
using Frontline.Core.Road;
using Frontline.Core.Storage;
using Frontline.Lake.Chain;

namespace Frontline.Warehouse.Loading;

/// <summary>
/// Brings a target up to the chains' ends. Used by the Loader at every wake-up, and by a rebuild from the beginning. What does not fit the engine's memory is cut in
/// halves until it does; later loads begin with as much and grow again, a little each time, since what fits hangs on what else the engine is asked.
/// </summary>
internal sealed class ChainFollower(IObjectStore lake, IObjectPaths paths, long rowsPerLoadMax)
{
    private const int GrowthSteps = 16;

    private long rowsGivenUp;

    private long RowsPerLoad => rowsPerLoadMax - rowsGivenUp;

    /// <summary>Loads everything there is after the target's positions.</summary>
    /// <param name="target">What to load into.</param>
    /// <param name="loaded">Called after each range.</param>
    /// <param name="cancellation">Stops between ranges.</param>
    /// <exception cref="ChainMismatchException">The target holds what the chains do not.</exception>
    /// <exception cref="DataDamagedException">A file that counts cannot be read, or holds other rows than the chain says.</exception>
    /// <exception cref="LoadTooLargeException">The rows of a single entry do not fit the memory.</exception>
    public async Task CatchUpAsync(ILoadTarget target, Action<LoadRange> loaded, CancellationToken cancellation)
    {
        var chains = await ChainReader.ListChainsAsync(lake, cancellation).ConfigureAwait(false);
        var positions = await target.PositionsAsync(cancellation).ConfigureAwait(false);
        if (positions.FirstOrDefault(position => !chains.Contains(position.Chain)) is { } gone)
        {
            throw new ChainMismatchException($"Chain {gone.Chain} is loaded up to entry {gone.Entry}, but the lake has no such chain.");
        }

        foreach (var chain in chains)
        {
            await CatchUpAsync(target, chain, loaded, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Checks that the entry each chain was loaded up to is still there, since a chain cut back would look like one with nothing new.</summary>
    /// <exception cref="ChainMismatchException">A chain is shorter than what is loaded, or another.</exception>
    public async Task CheckAsync(ILoadTarget target, CancellationToken cancellation)
    {
        foreach (var position in await target.PositionsAsync(cancellation).ConfigureAwait(false))
        {
            var read = await new ChainReader(lake, position.Chain).ReadAsync(position.Entry - 1, most: 1, cancellation).ConfigureAwait(false);
            var found = read.Restart is { } restart && restart.Number >= position.Entry
                ? restart.Number == position.Entry ? restart.EntrySha256 : position.Sha256
                : read.Entries.FirstOrDefault(entry => entry.Number == position.Entry)?.Sha256;
            if (found is null && !(read.Restart?.Number >= position.Entry))
            {
                throw new ChainMismatchException($"Chain {position.Chain} is loaded up to entry {position.Entry}, which it does not have: it was restored from an older copy.");
            }

            if (position.Sha256 is not null && found != position.Sha256)
            {
                throw new ChainMismatchException($"Entry {position.Entry} of chain {position.Chain} has SHA-256 {found}, but {position.Sha256} was loaded: it is another chain now.");
            }
        }
    }

    private async Task CatchUpAsync(ILoadTarget target, ChainId chain, Action<LoadRange> loaded, CancellationToken cancellation)
    {
        for (var unreadable = 0; ;)
        {
            var position = (await target.PositionsAsync(cancellation).ConfigureAwait(false)).FirstOrDefault(position => position.Chain == chain);
            var after = position?.Entry ?? 0;
            var reader = new ChainReader(lake, chain);
            var read = await reader.ReadAsync(after, cancellation: cancellation).ConfigureAwait(false);
            var folded = new List<LedgerCount>();
            if (read.Restart is { } restart)
            {
                await foreach (var count in reader.ReadLedgerAsync(restart, cancellation).ConfigureAwait(false))
                {
                    folded.Add(count);
                }
            }

            try
            {
                if (await TryLoadAsync(target, RangePlanner.Plan(chain, after, position?.Sha256, read, folded, paths.PathOf, RowsPerLoad), loaded, cancellation).ConfigureAwait(false))
                {
                    return;
                }
            }
            catch (LoadException) when (unreadable++ == 0)
            {
                // Sealed and deleted while we were a day behind: the chain now names other files for the same rows.
            }
            catch (LoadException error)
            {
                throw new DataDamagedException($"Chain {chain} names files that cannot be read. {error.Message}", chain.Prefix, error);
            }
        }
    }

    /// <summary>Loads ranges one after another; false when one did not fit and smaller ones are to be planned from where that left off.</summary>
    private async Task<bool> TryLoadAsync(ILoadTarget target, IReadOnlyList<LoadRange> ranges, Action<LoadRange> loaded, CancellationToken cancellation)
    {
        foreach (var range in ranges)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                await target.LoadAsync(range, cancellation).ConfigureAwait(false);
            }
            catch (LoadTooLargeException) when (range.Through > range.After + 1 && RowsPerLoad > 1)
            {
                rowsGivenUp = rowsPerLoadMax - Math.Max(1, Math.Min(RowsPerLoad, RowsOf(range)) / 2);
                return false;
            }

            rowsGivenUp = Math.Max(0, rowsGivenUp - Math.Max(1, rowsPerLoadMax / GrowthSteps));
            loaded(range);
        }

        return true;
    }

    /// <summary>By its entries' counts, as files may hold rows of others.</summary>
    private static long RowsOf(LoadRange range) => range.Counts.Sum(count => count.Recorded + count.Rejected);
}
