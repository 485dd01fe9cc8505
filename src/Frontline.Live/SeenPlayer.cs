using Frontline.Core.Live;

namespace Frontline.Live;

/// <summary>Under which values a player was active in a window: the exact set behind a distinct count, by player.</summary>
internal sealed class SeenPlayer
{
    private const int SlotBits = 14;
    private const int OtherCode = (1 << SlotBits) - 1;

    // Mostly one per dimension.
    private readonly List<ushort> codes = new(DimensionValues.Count);

    /// <summary>Notes a value.</summary>
    /// <returns>Whether it is new.</returns>
    public bool Add(Cell cell)
    {
        var code = Code(cell.Dimension, cell.Slot);
        if (codes.Contains(code))
        {
            return false;
        }

        codes.Add(code);
        return true;
    }

    /// <summary>The values it holds, as dimension and slot.</summary>
    public IEnumerable<(LiveDimension Dimension, int Slot)> Values => codes.Select(code =>
        ((LiveDimension)(code >> SlotBits), (code & OtherCode) == OtherCode ? Cell.OtherSlot : code & OtherCode));

    public byte[] Write(StateWriter writer)
    {
        writer.Begin();
        foreach (var code in codes)
        {
            writer.UInt16(code);
        }

        return writer.ToArray();
    }

    public static SeenPlayer Read(byte[] value)
    {
        var seen = new SeenPlayer();
        var reader = new StateReader(value);
        while (!reader.AtEnd)
        {
            seen.codes.Add(reader.UInt16());
        }

        return seen;
    }

    private static ushort Code(LiveDimension dimension, int slot) => (ushort)(((int)dimension << SlotBits) | (slot == Cell.OtherSlot ? OtherCode : slot));
}
