using Frontline.Core.Live;

namespace Frontline.Live;

/// <summary>What one partition has published. Not thread-safe.</summary>
internal sealed class MemoryPartition
{
    private readonly Dictionary<string, MemoryGame> games = new(StringComparer.Ordinal);

    public LivePosition Position { get; private set; }

    /// <returns>False when the update is from a writer that has lost its chain.</returns>
    public bool Take(LiveUpdate update)
    {
        if (update.Position.AsOf < Position.AsOf || (update.Position.Chain == Position.Chain && update.Position.Entry < Position.Entry))
        {
            return false;
        }

        if (update.Complete)
        {
            games.Clear();
        }

        Position = update.Position;
        foreach (var game in update.Games)
        {
            if (!games.TryGetValue(game.Game, out var windows))
            {
                windows = new MemoryGame();
                games.Add(game.Game, windows);
            }

            windows.Keep(game, update.OldestMinute);
        }

        foreach (var change in update.Changes)
        {
            games[change.Window.Game].Put(change);
        }

        return true;
    }

    /// <summary>Adds this partition's numbers to those of others.</summary>
    public void Read(LiveQuery query, SortedDictionary<string, LiveGame> found, Dictionary<LiveWindowKey, LiveNumbers> sums)
    {
        foreach (var (id, game) in games)
        {
            if (query.Game is null || query.Game == id)
            {
                found[id] = game.Settings;
                game.Read(query, sums);
            }
        }
    }
}
