using Frontline.Core.Storage;
using Frontline.Lake.Chain;
using Frontline.Lake.Verification;

namespace Frontline.Lake.Auditing;

/// <summary>
/// Proves from what is on disk that received = recorded + rejected + duplicate + erased for every game and minute, and that every receipt is complete. What <c>frontline audit</c> does.
/// </summary>
/// <remarks>
/// Trusts no sum: rows are recounted per game, minute and outcome and compared with the chain's counts; each receipt's indices 0 to count − 1 must occur exactly once, and each
/// position up to the chain's end must have one. Memory is bounded by an interval of positions (262,144 receipts: about 14 MB for batches up to 64 events, plus a bit for each further
/// event), the minutes seen in it, and what is uneven; files are read as often as intervals have receipts in them, once or twice. Reads only.
/// </remarks>
public static class LakeAudit
{
    /// <summary>Findings that are kept; more are counted.</summary>
    public const int FindingsMax = 1_000;

    /// <summary>Uneven lines that are kept; more are counted.</summary>
    public const int LinesMax = 1_000;

    private const int IntervalPositions = 1 << 18;

    /// <summary>Audits all chains of a lake.</summary>
    /// <param name="store">The lake.</param>
    /// <param name="inbox">What is still in the Inbox, by log and position, read once the audit knows the chains' ends; null when it cannot be seen. What lies beyond a chain's end is in flight; what
    /// lies before is compared with its receipt.</param>
    /// <param name="cancellation">Stops between blocks of rows.</param>
    /// <exception cref="IOException">The store cannot be read.</exception>
    /// <exception cref="ArgumentException">The Inbox's batches do not come in order.</exception>
    public static ValueTask<AuditReport> RunAsync(IObjectStore store, IAsyncEnumerable<InboxBatch>? inbox = null, CancellationToken cancellation = default) =>
        RunAsync(store, inbox, IntervalPositions, cancellation);

    internal static async ValueTask<AuditReport> RunAsync(IObjectStore store, IAsyncEnumerable<InboxBatch>? inbox, int intervalPositions, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(store);
        var findings = new AuditFindings();
        var states = await StatesAsync(store, findings, cancellation).ConfigureAwait(false);
        var uneven = new List<AuditLine>();
        var totals = new AuditTotals();
        var (unevenLeftOut, rows, receipts) = (0L, 0L, 0L);
        var cursor = new InboxCursor(inbox?.GetAsyncEnumerator(cancellation));
        await using (cursor.ConfigureAwait(false))
        {
            await cursor.AdvanceAsync().ConfigureAwait(false);
            foreach (var (chainStore, state) in states)
            {
                var audit = new ChainAudit(store, state, findings, intervalPositions);
                var ledger = await LedgerStream.OpenAsync(chainStore, state, findings, cancellation).ConfigureAwait(false);
                await using (ledger.ConfigureAwait(false))
                    await audit.RunAsync(ledger, cursor, cancellation).ConfigureAwait(false);

                var lines = audit.Uneven.ToList();
                var kept = Math.Min(lines.Count, LinesMax - uneven.Count);
                uneven.AddRange(lines.Take(kept));
                unevenLeftOut += lines.Count - kept;
                rows += audit.Rows;
                receipts += audit.Receipts;
                totals.Add(audit.Totals);
                await totals.AddInFlightAsync(cursor, state.Chain.Log).ConfigureAwait(false);
            }

            // A log whose chain has not begun: all of it is in flight.
            while (cursor.Current is { } batch)
                await totals.AddInFlightAsync(cursor, batch.Log).ConfigureAwait(false);
        }

        return new AuditReport(totals.ToList(), uneven, unevenLeftOut, findings.Items, findings.LeftOut, rows, receipts) { InFlight = totals.InFlight };
    }

    private static async ValueTask<List<(ChainStore Store, ChainState State)>> StatesAsync(IObjectStore store, AuditFindings findings, CancellationToken cancellation)
    {
        var chains = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var item in store.ListAsync("chain/", cancellation).ConfigureAwait(false))
        {
            if (LakeNames.TryChain(item.Name, out var chain))
                chains.Add(chain.Prefix);
        }

        var states = new List<(ChainStore, ChainState)>();
        foreach (var prefix in chains)
        {
            LakeNames.TryChain(prefix, out var chain);
            var chainStore = new ChainStore(store, chain, strict: false);
            var damage = new FindingList(FindingsMax);
            var walk = await ChainWalk.WalkAsync(chainStore, damage, cancellation).ConfigureAwait(false);
            foreach (var finding in damage.Items.Where(finding => finding.Severity == FindingSeverity.Error))
                findings.Add(AuditStation.Lake, finding.Name, game: null, minute: null, finding.Detail);

            states.Add((chainStore, walk.State));
        }

        return states;
    }
}
