using Frontline.Core.Road;

namespace Frontline.Lake.Auditing;

/// <summary>Totals per game over all chains.</summary>
internal sealed class AuditTotals
{
    private readonly SortedDictionary<string, AuditTotal> totals = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Game, long Minute), long> inFlight = [];

    public IReadOnlyList<InFlightCount> InFlight =>
        [.. inFlight.Select(pair => new InFlightCount(pair.Key.Game, pair.Key.Minute, pair.Value)).OrderBy(count => count.Minute).ThenBy(count => count.Game, StringComparer.Ordinal)];

    public void Add(IEnumerable<LedgerCount> counts)
    {
        foreach (var count in counts)
        {
            var sum = Of(count.Game);
            totals[count.Game] = sum with
            {
                Received = sum.Received + count.Received,
                Recorded = sum.Recorded + count.Recorded,
                Rejected = sum.Rejected + count.Rejected,
                Duplicate = sum.Duplicate + count.Duplicate,
                Erased = sum.Erased + count.Erased,
            };
        }
    }

    /// <summary>Takes the rest of a log's batches.</summary>
    public async ValueTask AddInFlightAsync(InboxCursor inbox, string log)
    {
        for (; inbox.Current is { } batch && batch.Log == log; await inbox.AdvanceAsync().ConfigureAwait(false))
        {
            var sum = Of(batch.Game);
            totals[batch.Game] = sum with { InFlight = sum.InFlight + batch.EventCount };
            var minute = (batch.Game, batch.ReceivedAt.UnixMinute);
            inFlight[minute] = inFlight.GetValueOrDefault(minute) + batch.EventCount;
        }
    }

    public IReadOnlyList<AuditTotal> ToList() => [.. totals.Values];

    private AuditTotal Of(string game) => totals.GetValueOrDefault(game, new AuditTotal(game, 0, 0, 0, 0, 0, 0));
}
