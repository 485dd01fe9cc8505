using System.Diagnostics.CodeAnalysis;
using Frontline.Core;
using Frontline.Core.Games;
using Frontline.Core.State;

namespace Frontline.Live;

/// <summary>The games that have had events. Their settings are kept in the state, so that what was counted and how belong together.</summary>
internal sealed class GameBooks
{
    private readonly IGameCatalog catalog;
    private readonly IGameCalendar calendar;
    private readonly StateKeys keys;
    private readonly StateWriter writer = new();
    private readonly Dictionary<string, GameBook> byId = new(StringComparer.Ordinal);
    private readonly Dictionary<int, GameBook> byNumber = [];
    private readonly HashSet<GameBook> changed = [];
    private GameBook? latest;

    public GameBooks(IKeyedState state, StateKeys keys, IGameCatalog catalog, IGameCalendar calendar, long oldestMinute)
    {
        this.keys = keys;
        this.catalog = catalog;
        this.calendar = calendar;
        foreach (var (key, value) in state.Scan(keys.GamesPrefix()))
        {
            Add(GameBook.Read(key, value, calendar, oldestMinute));
        }
    }

    public IReadOnlyDictionary<int, GameBook> ByNumber => byNumber;

    public IReadOnlyCollection<GameBook> All => byId.Values;

    /// <summary>The game of a row, begun if this is its first. A game that is not configured counts with the defaults until it is.</summary>
    public GameBook Find(string id, Timestamp recordedAt, long oldestMinute)
    {
        if (latest is { } same && same.Id == id)
        {
            return same;
        }

        if (!byId.TryGetValue(id, out var game))
        {
            var configured = TryGetConfigured(id, out var known) ? known : new Game { Id = id, Keys = [] };
            game = new GameBook(byNumber.Count + 1, id, configured.TimeZone, configured.SessionIdleMinutes, calendar);
            game.Advance(recordedAt, oldestMinute);
            Add(game);
            Touch(game);
        }

        latest = game;
        return game;
    }

    /// <summary>What the catalog says of a game now; false when it is not, or no longer, configured.</summary>
    public bool TryGetConfigured(string id, [MaybeNullWhen(false)] out Game configured) => catalog.TryGet(id, out configured);

    public void Touch(GameBook game) => changed.Add(game);

    public void Flush(StateBatch changes)
    {
        foreach (var game in changed)
        {
            changes.Put(keys.GameKey(game.Number), game.Write(writer));
            game.DaysRestarted = false;
        }

        changed.Clear();
    }

    private void Add(GameBook game)
    {
        byId.Add(game.Id, game);
        byNumber.Add(game.Number, game);
    }
}
