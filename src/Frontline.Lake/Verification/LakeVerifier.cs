using Frontline.Core;
using Frontline.Core.Storage;
using Frontline.Lake.Books;
using Frontline.Lake.Chain;

namespace Frontline.Lake.Verification;

/// <summary>Verifies a whole lake: every chain, every file. What <c>frontline lake verify</c> does.</summary>
/// <remarks>
/// Reads only. Goes on past damage, and names each. On a lake that is being written, files of the moment may show as orphans; run again on a finding that looks like one.
/// Holds the description of all files that count, and one block of one file's rows.
/// </remarks>
public sealed class LakeVerifier(IObjectStore store)
{
    /// <summary>Findings that are kept; more are counted.</summary>
    public const int FindingsMax = 10_000;

    private readonly FindingList findings = new(FindingsMax);
    private readonly HashSet<string> named = new(StringComparer.Ordinal);

    /// <summary>Verifies everything. An instance is used once.</summary>
    /// <param name="progress">Told after each data file; may be null.</param>
    /// <param name="cancellation">Stops between blocks of rows.</param>
    /// <exception cref="IOException">The store cannot be read: nothing is said about what is in it.</exception>
    public async ValueTask<VerifyReport> VerifyAsync(IProgress<VerifyProgress>? progress = null, CancellationToken cancellation = default)
    {
        var walks = new List<ChainWalk>();
        foreach (var chain in await ChainsAsync(cancellation).ConfigureAwait(false))
        {
            var walk = await ChainWalk.WalkAsync(new ChainStore(store, chain, strict: false), findings, cancellation).ConfigureAwait(false);
            walks.Add(walk);
            named.UnionWith(ChainSweeper.Named(walk.State));
            await VerifyFoldedFilesAsync(walk.State, cancellation).ConfigureAwait(false);
        }

        await VerifyBooksAsync(cancellation).ConfigureAwait(false);
        var rows = await VerifyDataFilesAsync(walks, progress, cancellation).ConfigureAwait(false);
        await FindOrphansAsync(cancellation).ConfigureAwait(false);
        var files = walks.SelectMany(walk => walk.State.Files.Values).ToList();
        return new VerifyReport(walks.Count, walks.Sum(walk => walk.Entries), files.Count, rows, files.Sum(file => file.Bytes), findings.Items, findings.LeftOut) { IsSound = !findings.HasErrors };
    }

    /// <summary>Without following predecessors, which a damaged chain may not tell.</summary>
    private async ValueTask<IEnumerable<ChainId>> ChainsAsync(CancellationToken cancellation)
    {
        var chains = new HashSet<ChainId>();
        await foreach (var item in store.ListAsync("chain/", cancellation).ConfigureAwait(false))
        {
            if (LakeNames.TryChain(item.Name, out var chain))
                chains.Add(chain);
            else
                findings.Info(FindingKind.Orphan, item.Name, "It belongs to no chain.");
        }

        return chains.OrderBy(chain => chain.Prefix, StringComparer.Ordinal);
    }

    private async ValueTask VerifyFoldedFilesAsync(ChainState state, CancellationToken cancellation)
    {
        foreach (var file in state.Checkpoint?.LedgerFiles ?? [])
            await DataFileCheck.BytesAsync(store, file.Name, file.Bytes, file.Checksum, findings, cancellation).ConfigureAwait(false);

        foreach (var file in state.Snapshot?.Files ?? [])
            await DataFileCheck.BytesAsync(store, file.Name, file.Bytes, file.Checksum, findings, cancellation).ConfigureAwait(false);
    }

    private async ValueTask VerifyBooksAsync(CancellationToken cancellation)
    {
        foreach (var book in Book.All)
        {
            try
            {
                await foreach (var _ in new BookStore(store).ReadAsync(book, 0, null, withRows: true, cancellation).ConfigureAwait(false))
                {
                }
            }
            catch (DataDamagedException e)
            {
                findings.Error(FindingKind.ChangedFile, e.Where, e.Message);
            }
        }
    }

    private async ValueTask<long> VerifyDataFilesAsync(List<ChainWalk> walks, IProgress<VerifyProgress>? progress, CancellationToken cancellation)
    {
        var files = walks.Sum(walk => walk.State.Files.Count);
        var bytes = walks.Sum(walk => walk.State.Files.Values.Sum(file => file.Bytes));
        var (filesDone, bytesDone, rows) = (0, 0L, 0L);
        foreach (var walk in walks)
        {
            foreach (var file in walk.State.Files.Values.OrderBy(file => file.FirstEntry))
            {
                rows += await DataFileCheck.RowsAsync(walk.State, store, file, findings, cancellation).ConfigureAwait(false);
                bytesDone += file.Bytes;
                progress?.Report(new VerifyProgress(++filesDone, files, bytesDone, bytes));
            }
        }

        return rows;
    }

    private async ValueTask FindOrphansAsync(CancellationToken cancellation)
    {
        await foreach (var item in store.ListAsync("", cancellation).ConfigureAwait(false))
        {
            if (!item.Name.StartsWith("chain/", StringComparison.Ordinal) && !item.Name.StartsWith(LakeNames.Markers, StringComparison.Ordinal) && !item.Name.StartsWith(LakeNames.Books, StringComparison.Ordinal) && !named.Contains(item.Name))
                findings.Info(FindingKind.Orphan, item.Name, $"No chain names it ({item.Bytes} bytes): it does not count, and the next writer sweeps it unless it is another chain's.");
        }
    }
}
