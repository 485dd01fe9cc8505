using Frontline.Core;
using Frontline.Core.Live;
using Frontline.Core.State;

namespace Frontline.Live;

/// <summary>The windows of all games: read from the keyed state when first needed, written back at the end of each entry.</summary>
internal sealed class WindowBook(IKeyedState state, StateKeys keys, LiveOptions options)
{
    private readonly StateWriter writer = new();
    private readonly TwoGenerations<(LiveWindowKind Kind, int Game, long Start), Window> windows = new(options.WindowsInMemoryMax);
    private readonly List<(Window Window, Cell Cell)> changed = [];

    public Window Minute(GameBook game, long minute) => Find(LiveWindowKind.Minute, game, minute);

    public Window Day(GameBook game, long day) => Find(LiveWindowKind.Day, game, day);

    /// <summary>Notes that the current entry changes a cell.</summary>
    public void Touch(Window window, Cell cell)
    {
        if (!cell.Changed)
        {
            cell.Changed = true;
            changed.Add((window, cell));
        }
    }

    /// <summary>Forgets every window in memory; there must be no changes.</summary>
    public void Forget() => windows.Clear(static window => window.IsForgotten = true);

    /// <summary>Writes what the entry changed, and says what that is.</summary>
    public List<LiveChange> Flush(StateBatch changes)
    {
        var published = new List<LiveChange>(changed.Count);
        foreach (var (window, cell) in changed)
        {
            cell.Changed = false;
            changes.Put(keys.CellKey(window.Kind, window.Game.Number, window.Start, cell.Dimension, cell.Slot), cell.Write(writer));
            published.Add(Change(window.Kind, window.Game, window.Start, cell));
        }

        changed.Clear();
        windows.Turn(static window => window.IsForgotten = true);
        return published;
    }

    /// <summary>Every cell that the keyed state holds.</summary>
    public List<LiveChange> ReadAll(IReadOnlyDictionary<int, GameBook> games)
    {
        var all = new List<LiveChange>();
        foreach (var (key, value) in state.Scan(keys.CellsPrefix(LiveWindowKind.Minute)))
        {
            var place = new StateReader(key.AsSpan(2));
            var minute = place.UInt32();
            all.Add(Change(LiveWindowKind.Minute, games[place.UInt16()], minute, Cell.Read(key, value)));
        }

        foreach (var (key, value) in state.Scan(keys.CellsPrefix(LiveWindowKind.Day)))
        {
            var place = new StateReader(key.AsSpan(2));
            var game = games[place.UInt16()];
            all.Add(Change(LiveWindowKind.Day, game, place.UInt32(), Cell.Read(key, value)));
        }

        return all;
    }

    private static LiveChange Change(LiveWindowKind kind, GameBook game, long start, Cell cell) =>
        new(new LiveWindowKey(game.Id, kind, start, cell.Dimension, game.Pooled(cell.Name)), cell.ToNumbers());

    private Window Find(LiveWindowKind kind, GameBook game, long start)
    {
        if (windows.TryGet((kind, game.Number, start), out var window))
        {
            return window;
        }

        window = new Window(kind, game, start, Begins(kind, game, start), options.ValuesPerDimensionMax);
        if (kind is LiveWindowKind.Minute || !game.DaysRestarted)
        {
            foreach (var (key, value) in state.Scan(keys.WindowPrefix(kind, game.Number, start)))
            {
                window.Restore(Cell.Read(key, value));
            }
        }

        windows.Add((kind, game.Number, start), window);
        return window;
    }

    private static Timestamp Begins(LiveWindowKind kind, GameBook game, long start) =>
        kind is LiveWindowKind.Minute ? new Timestamp(start * Timestamp.MicrosPerMinute) : game.StartOf((int)start);
}
