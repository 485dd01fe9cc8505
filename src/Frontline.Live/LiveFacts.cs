using Frontline.Core.Live;

namespace Frontline.Live;

/// <summary>All kept windows as a flat list, with the positions they belong to: what the check of promise 5 compares with the warehouse.</summary>
public static class LiveFacts
{
    /// <summary>Reads every kept window of every game and dimension as of one position per partition.</summary>
    public static (LiveSlice Slice, IReadOnlyList<LiveFact> Facts) Read(ILiveStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        var slice = store.Read(new LiveQuery { Dimension = null });
        return (slice, Of(slice).ToList());
    }

    /// <summary>The numbers of a slice, zeros left out; sessions are left out where they were derived with other idle minutes than the game's now.</summary>
    public static IEnumerable<LiveFact> Of(LiveSlice slice)
    {
        ArgumentNullException.ThrowIfNull(slice);
        var games = slice.Games.ToDictionary(game => game.Game, StringComparer.Ordinal);
        return slice.Windows.SelectMany(window => Of(window, games[window.Window.Game])).Where(fact => fact.Number != 0);
    }

    private static IEnumerable<LiveFact> Of(LiveChange window, LiveGame game)
    {
        var (key, numbers) = window;
        yield return new LiveFact(key, "events", null, null, numbers.Events);
        yield return new LiveFact(key, "active_players", null, null, numbers.ActivePlayers);
        yield return new LiveFact(key, "new_players", null, null, numbers.NewPlayers);
        if (game.SessionsSince == 0 || key.Kind is LiveWindowKind.Minute && key.Start >= game.SessionsSince)
        {
            yield return new LiveFact(key, "sessions", null, null, numbers.Sessions);
        }

        yield return new LiveFact(key, "purchases", null, null, numbers.Purchases);
        yield return new LiveFact(key, "rejects", null, null, numbers.Rejects);
        foreach (var money in numbers.Money)
        {
            yield return new LiveFact(key, "purchase_revenue", money.Date, money.Currency, money.Purchases);
            yield return new LiveFact(key, "ad_revenue", money.Date, money.Currency, money.Ads);
            yield return new LiveFact(key, "refunds", money.Date, money.Currency, money.Refunds);
        }
    }
}
