using Frontline.Core;
using Frontline.Core.Live;

namespace Frontline.Live;

/// <summary>A minute or a day of a game, in total and by each dimension.</summary>
internal sealed class Window
{
    private readonly int valuesMax;
    private readonly Dictionary<string, Cell>[] cells = [new(StringComparer.Ordinal), new(StringComparer.Ordinal), new(StringComparer.Ordinal)];
    private readonly Cell?[] others = new Cell?[DimensionValues.Count];

    public Window(LiveWindowKind kind, GameBook game, long start, Timestamp begins, int valuesMax)
    {
        this.valuesMax = valuesMax;
        Kind = kind;
        Game = game;
        Start = start;
        Begins = begins;
        Total = new Cell(LiveDimension.Total, slot: 0, name: "");
    }

    public LiveWindowKind Kind { get; }

    public GameBook Game { get; }

    /// <summary>As in <see cref="LiveWindowKey"/>.</summary>
    public long Start { get; }

    /// <summary>The first moment of it.</summary>
    public Timestamp Begins { get; }

    public Cell Total { get; private set; }

    /// <summary>The writer has forgotten it: what still points to it must ask again.</summary>
    public bool IsForgotten { get; set; }

    /// <summary>
    /// The cell that counts a value. First come, first kept apart; what came too late stays under <see cref="DimensionValues.Other"/> for as long as
    /// the window is kept, so that what was counted there can be taken back there.
    /// </summary>
    public Cell Find(LiveDimension dimension, string value)
    {
        var kept = cells[(int)dimension - 1];
        if (kept.TryGetValue(value, out var cell))
        {
            return cell;
        }

        ref var other = ref others[(int)dimension - 1];
        var isOther = value == DimensionValues.Other;
        if (isOther || kept.Count >= valuesMax || other is { Full: true })
        {
            other ??= new Cell(dimension, Cell.OtherSlot, DimensionValues.Other);
            other.Full |= !isOther;
            return other;
        }

        cell = new Cell(dimension, kept.Count, value);
        kept.Add(value, cell);
        return cell;
    }

    /// <summary>Keeps no further value of a dimension apart.</summary>
    /// <returns>The cell of the others.</returns>
    public Cell Close(LiveDimension dimension)
    {
        var other = others[(int)dimension - 1] ??= new Cell(dimension, Cell.OtherSlot, DimensionValues.Other);
        other.Full = true;
        return other;
    }

    /// <summary>Takes a cell over that was read from the keyed state.</summary>
    public void Restore(Cell cell)
    {
        if (cell.Dimension is LiveDimension.Total)
        {
            Total = cell;
        }
        else if (cell.Slot == Cell.OtherSlot)
        {
            others[(int)cell.Dimension - 1] = cell;
        }
        else
        {
            cells[(int)cell.Dimension - 1].Add(cell.Name, cell);
        }
    }
}
