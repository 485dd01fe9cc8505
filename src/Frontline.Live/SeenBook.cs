using Frontline.Core;
using Frontline.Core.Live;
using Frontline.Core.State;

namespace Frontline.Live;

/// <summary>Who was active in which window. The sets lie in the keyed state; in memory are those that the current entry changed.</summary>
internal sealed class SeenBook(IKeyedState state, StateKeys keys, WindowBook windows)
{
    private readonly StateWriter writer = new();
    private readonly Dictionary<(LiveWindowKind Kind, int Game, long Start, long Player), SeenPlayer> changed = [];

    /// <summary>Counts a player as active where its event was counted, unless that was done.</summary>
    public void Mark(Player player, Spot spot)
    {
        var window = spot.Window!;
        var seen = spot.Seen ?? Find(player, window);
        var isNew = seen is null;
        seen ??= new SeenPlayer();
        for (var index = isNew ? 0 : 1; index <= DimensionValues.Count; index++)
        {
            var cell = spot[index];
            if (index == 0 || seen.Add(cell))
            {
                cell.ActivePlayers++;
                windows.Touch(window, cell);
                changed[(window.Kind, window.Game.Number, window.Start, player.Key)] = seen;
            }
        }

        spot.Seen = seen;
        spot.IsActive = true;
    }

    /// <summary>Counts a player as active in a day under the values it was seen with in a minute.</summary>
    public void MarkDay(long player, Window day, IEnumerable<Cell> cells)
    {
        var place = (LiveWindowKind.Day, day.Game.Number, day.Start, player);
        if (!changed.TryGetValue(place, out var seen))
        {
            seen = new SeenPlayer();
            changed.Add(place, seen);
            day.Total.ActivePlayers++;
            windows.Touch(day, day.Total);
        }

        foreach (var cell in cells)
        {
            if (seen.Add(cell))
            {
                cell.ActivePlayers++;
                windows.Touch(day, cell);
            }
        }
    }

    public void Flush(StateBatch changes)
    {
        foreach (var (place, seen) in changed)
        {
            changes.Put(keys.SeenKey(place.Kind, place.Game, place.Start, place.Player).ToArray(), seen.Write(writer));
        }

        changed.Clear();
    }

    private SeenPlayer? Find(Player player, Window window)
    {
        if (changed.TryGetValue((window.Kind, window.Game.Number, window.Start, player.Key), out var seen))
        {
            return seen;
        }

        if (window.Kind is LiveWindowKind.Day && window.Game.DaysRestarted)
        {
            return null;
        }

        // A player's sessions tell when there was no event, which spares the look-up for nearly all that come in order.
        if (!MayHaveBeenActive(player, window))
        {
            return null;
        }

        return state.Get(keys.SeenKey(window.Kind, window.Game.Number, window.Start, player.Key)) is { } value ? SeenPlayer.Read(value) : null;
    }

    private static bool MayHaveBeenActive(Player player, Window window)
    {
        for (var index = player.Runs.Count - 1; index >= 0; index--)
        {
            var run = player.Runs[index];
            if (run.End < window.Begins)
            {
                return false;
            }

            if (window.Kind is LiveWindowKind.Day || run.Start.UnixMinute <= window.Start)
            {
                return true;
            }
        }

        return false;
    }
}
