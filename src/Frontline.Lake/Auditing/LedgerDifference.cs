using Frontline.Core.Road;
using Frontline.Lake.Chain;

namespace Frontline.Lake.Auditing;

/// <summary>The games and minutes whose counts and recounts are not equal so far. What has become equal and even is forgotten, so that years of minutes take no memory.</summary>
internal sealed class LedgerDifference
{
    private readonly Dictionary<(string Game, long Minute), (LedgerCount Counted, LedgerCount Recounted)> lines = [];

    public void Count(LedgerCount count)
    {
        var (counted, recounted) = Get(count.Game, count.Minute);
        lines[(count.Game, count.Minute)] = (Sum(counted, count), recounted);
    }

    public void Recount(LedgerCount count)
    {
        var (counted, recounted) = Get(count.Game, count.Minute);
        lines[(count.Game, count.Minute)] = (counted, Sum(recounted, count));
    }

    /// <summary>Forgets the even lines. Should a later row of such a minute come, it shows as a line by itself and is compared once more by what is left of it: nothing.</summary>
    public void ForgetEven()
    {
        foreach (var (key, (counted, recounted)) in lines)
        {
            if (counted == recounted && counted.IsEven)
                lines.Remove(key);
        }
    }

    public IEnumerable<AuditLine> Uneven(ChainId chain) => lines.Values
        .Where(line => line.Counted != line.Recounted || !line.Counted.IsEven)
        .OrderBy(line => line.Counted.Minute).ThenBy(line => line.Counted.Game, StringComparer.Ordinal)
        .Select(line => new AuditLine(chain, line.Counted.IsEven ? AuditStation.Lake : AuditStation.Recorder, line.Counted, line.Recounted));

    private (LedgerCount Counted, LedgerCount Recounted) Get(string game, long minute)
    {
        var empty = new LedgerCount(game, minute, 0, 0, 0, 0, 0);
        return lines.GetValueOrDefault((game, minute), (empty, empty));
    }

    private static LedgerCount Sum(LedgerCount left, LedgerCount right) => left with
    {
        Received = left.Received + right.Received,
        Recorded = left.Recorded + right.Recorded,
        Rejected = left.Rejected + right.Rejected,
        Duplicate = left.Duplicate + right.Duplicate,
        Erased = left.Erased + right.Erased,
    };
}
