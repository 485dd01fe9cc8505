using Frontline.Core.Road;

namespace Frontline.Lake.Chain;

/// <summary>Adds up ledger counts by game and minute.</summary>
internal sealed class LedgerSums
{
    private readonly Dictionary<(string Game, long Minute), LedgerCount> sums = [];

    public IReadOnlyCollection<LedgerCount> Counts => sums.Values;

    public bool AreZero => sums.Values.All(count => count is { Received: 0, Recorded: 0, Rejected: 0, Duplicate: 0, Erased: 0 });

    public void Add(LedgerCount count) => Add(count, sign: 1);

    public void Subtract(LedgerCount count) => Add(count, sign: -1);

    public void Clear() => sums.Clear();

    private void Add(LedgerCount count, int sign)
    {
        var sum = sums.GetValueOrDefault((count.Game, count.Minute));
        sums[(count.Game, count.Minute)] = count with
        {
            Received = sum.Received + (sign * count.Received),
            Recorded = sum.Recorded + (sign * count.Recorded),
            Rejected = sum.Rejected + (sign * count.Rejected),
            Duplicate = sum.Duplicate + (sign * count.Duplicate),
            Erased = sum.Erased + (sign * count.Erased),
        };
    }
}
