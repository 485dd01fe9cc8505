using Frontline.Core.Road;

namespace Frontline.Lake.Chain;

/// <summary>Adds up ledger counts by game and minute.</summary>
internal sealed class LedgerSums
{
    private readonly Dictionary<(string Game, long Minute), LedgerCount> sums = [];

    public IReadOnlyCollection<LedgerCount> Counts => sums.Values;

    public void Add(LedgerCount count)
    {
        var sum = sums.GetValueOrDefault((count.Game, count.Minute));
        sums[(count.Game, count.Minute)] = count with
        {
            Received = sum.Received + count.Received,
            Recorded = sum.Recorded + count.Recorded,
            Rejected = sum.Rejected + count.Rejected,
            Duplicate = sum.Duplicate + count.Duplicate,
            Erased = sum.Erased + count.Erased,
        };
    }

    public void Clear() => sums.Clear();
}
