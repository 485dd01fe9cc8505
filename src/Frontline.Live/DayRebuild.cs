using Frontline.Core;
using Frontline.Core.Live;
using Frontline.Core.State;

namespace Frontline.Live;

/// <summary>Counts a game's days again, from its minutes, after its time zone was changed.</summary>
internal sealed class DayRebuild(IKeyedState state, StateKeys keys, WindowBook windows, SeenBook seen)
{
    /// <summary>To be called before anything of an entry was counted, when the game has its new zone.</summary>
    public void Run(GameBook game, StateBatch changes)
    {
        var (cells, players) = keys.DaysFrom(game.Number, 0);
        var (cellsEnd, playersEnd) = keys.DaysFrom(game.Number + 1, 0);
        changes.DeleteRange(cells, cellsEnd);
        changes.DeleteRange(players, playersEnd);
        windows.Forget();
        AddPlayers(game, AddCells(game));
    }

    /// <returns>Which cell of which day a cell of a minute has become.</returns>
    private Dictionary<(long Minute, LiveDimension Dimension, int Slot), Cell> AddCells(GameBook game)
    {
        var cells = ReadCells(game);
        CloseDays(cells);
        var places = new Dictionary<(long Minute, LiveDimension Dimension, int Slot), Cell>();
        foreach (var (minute, day, cell) in cells)
        {
            var sum = cell.Dimension is LiveDimension.Total ? day.Total : day.Find(cell.Dimension, cell.Name);
            sum.AddAllButPlayers(cell);
            windows.Touch(day, sum);
            places.Add((minute, cell.Dimension, cell.Slot), sum);
        }

        return places;
    }

    private List<(long Minute, Window Day, Cell Cell)> ReadCells(GameBook game)
    {
        var cells = new List<(long Minute, Window Day, Cell Cell)>();
        foreach (var (key, value) in state.Scan(keys.CellsPrefix(LiveWindowKind.Minute)))
        {
            var place = new StateReader(key.AsSpan(2));
            var minute = place.UInt32();
            if (place.UInt16() == game.Number && Day(game, minute) is { } day)
            {
                cells.Add((minute, day, Cell.Read(key, value)));
            }
        }

        return cells;
    }

    // A minute that was full no longer tells which values lie under its others, so a day can keep a value apart only if every such minute did.
    private void CloseDays(List<(long Minute, Window Day, Cell Cell)> cells)
    {
        var common = new Dictionary<(Window Day, LiveDimension Dimension), IEnumerable<string>>();
        foreach (var minute in cells.GroupBy(one => (one.Minute, one.Day, one.Cell.Dimension)).Where(minute => minute.Any(one => one.Cell.Full)))
        {
            var names = minute.Select(one => one.Cell.Name);
            var place = (minute.Key.Day, minute.Key.Dimension);
            common[place] = common.TryGetValue(place, out var others) ? [.. others.Intersect(names)] : [.. names];
        }

        foreach (var ((day, dimension), names) in common)
        {
            foreach (var name in names.Order(StringComparer.Ordinal))
            {
                day.Find(dimension, name);
            }

            windows.Touch(day, day.Close(dimension));
        }
    }

    private void AddPlayers(GameBook game, Dictionary<(long Minute, LiveDimension Dimension, int Slot), Cell> places)
    {
        foreach (var (key, value) in state.Scan(keys.SeenMinutesPrefix()))
        {
            var place = new StateReader(key.AsSpan(2));
            var minute = place.UInt32();
            if (place.UInt16() == game.Number && Day(game, minute) is { } day)
            {
                seen.MarkDay(place.Int64(), day, SeenPlayer.Read(value).Values.Select(seenIn => places[(minute, seenIn.Dimension, seenIn.Slot)]));
            }
        }
    }

    private Window? Day(GameBook game, long minute)
    {
        var moment = new Timestamp(minute * Timestamp.MicrosPerMinute);
        var day = game.DayOf(moment);
        return moment >= game.KeptFrom && day >= game.OldestDay ? windows.Day(game, day) : null;
    }
}
