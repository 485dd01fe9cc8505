using Frontline.Core.Live;

namespace Frontline.Live;

/// <summary>Adds up the numbers of partitions, which have no player in common.</summary>
internal static class LiveSums
{
    public static LiveNumbers Add(LiveNumbers left, LiveNumbers right) => new()
    {
        Events = left.Events + right.Events,
        ActivePlayers = left.ActivePlayers + right.ActivePlayers,
        NewPlayers = left.NewPlayers + right.NewPlayers,
        Sessions = left.Sessions + right.Sessions,
        Purchases = left.Purchases + right.Purchases,
        Rejects = left.Rejects + right.Rejects,
        Money = Add(left.Money, right.Money),
    };

    private static IReadOnlyList<LiveMoney> Add(IReadOnlyList<LiveMoney> left, IReadOnlyList<LiveMoney> right)
    {
        if (left.Count == 0 || right.Count == 0)
        {
            return left.Count == 0 ? right : left;
        }

        return
        [
            .. left.Concat(right)
                .GroupBy(money => (money.Date, money.Currency))
                .Select(group => new LiveMoney(group.Key.Date, group.Key.Currency, group.Sum(money => money.Purchases), group.Sum(money => money.Ads), group.Sum(money => money.Refunds)))
                .OrderBy(money => money.Date)
                .ThenBy(money => money.Currency, StringComparer.Ordinal),
        ];
    }
}
