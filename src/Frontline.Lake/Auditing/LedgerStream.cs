using Frontline.Core;
using Frontline.Core.Road;
using Frontline.Lake.Chain;

namespace Frontline.Lake.Auditing;

/// <summary>A chain's ledger, folded files and later counts together, in the order of minutes. Holds one count of each file.</summary>
internal sealed class LedgerStream : IAsyncDisposable
{
    private readonly PriorityQueue<IAsyncEnumerator<LedgerCount>, long> sources = new();
    private readonly AuditFindings findings;

    private LedgerStream(AuditFindings findings) => this.findings = findings;

    public static async ValueTask<LedgerStream> OpenAsync(ChainStore store, ChainState state, AuditFindings findings, CancellationToken cancellation)
    {
        var stream = new LedgerStream(findings);
        foreach (var file in state.Checkpoint?.LedgerFiles ?? [])
            await stream.AdvanceAsync(LedgerFiles.ReadAsync(store, [file], cancellation).GetAsyncEnumerator(cancellation)).ConfigureAwait(false);

        await stream.AdvanceAsync(state.Counts.OrderBy(count => count.Minute).ToAsyncEnumerable().GetAsyncEnumerator(cancellation)).ConfigureAwait(false);
        return stream;
    }

    /// <summary>Hands out all counts up to and including a minute.</summary>
    public async ValueTask ReadToAsync(long minute, Action<LedgerCount> take)
    {
        while (sources.TryPeek(out var source, out var next) && next <= minute)
        {
            sources.Dequeue();
            take(source.Current);
            await AdvanceAsync(source).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (sources.TryDequeue(out var source, out _))
            await source.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask AdvanceAsync(IAsyncEnumerator<LedgerCount> source)
    {
        try
        {
            if (await source.MoveNextAsync().ConfigureAwait(false))
            {
                sources.Enqueue(source, source.Current.Minute);
                return;
            }
        }
        catch (DataDamagedException e)
        {
            findings.Add(AuditStation.Lake, e.Where, game: null, minute: null, e.Message);
        }

        await source.DisposeAsync().ConfigureAwait(false);
    }
}
