using System.Text;

namespace Frontline.Lake.Rows;

/// <summary>Values of any length, one after another in one buffer. Neighbours that are equal may share their bytes.</summary>
internal sealed class BytesValues(int rowsMax) : ColumnValues(rowsMax)
{
    private const int BytesMin = 1 << 10;

    private (int Offset, int Length)[] slices = [];
    private byte[] bytes = [];
    private int end;
    private StringCache? strings;

    /// <summary>The bytes of a row that has some; valid until the next are added.</summary>
    public ReadOnlySpan<byte> this[int row] => bytes.AsSpan(slices[row].Offset, slices[row].Length);

    /// <summary>The buffer that slices refer to.</summary>
    public ReadOnlySpan<byte> Buffer => bytes;

    /// <summary>Where the values of rows that have one lie in the buffer.</summary>
    public ReadOnlySpan<(int Offset, int Length)> Slices => slices;

    public override void Clear()
    {
        base.Clear();
        end = 0;
    }

    public string Text(int row) => (strings ??= new StringCache()).Get(this[row]);

    public void Put(int row, ReadOnlySpan<byte> value) => SliceOf(row) = Add(value);

    public void PutText(int row, string text)
    {
        var length = Encoding.UTF8.GetBytes(text, Room(Encoding.UTF8.GetMaxByteCount(text.Length)));
        SliceOf(row) = (end, length);
        end += length;
    }

    /// <summary>Gives a row the value of an earlier one.</summary>
    public void Repeat(int row, int earlier) => slices[row] = slices[earlier];

    protected override void Copy(ColumnValues from, int start, int count, int at)
    {
        var source = (BytesValues)from;
        var before = (Offset: 0, Length: 0);
        var copy = before;
        for (var i = 0; i < count; i++)
        {
            if (source.Levels[start + i] == 0)
                continue;

            var slice = source.slices[start + i];
            if (slice != before)
                (before, copy) = (slice, Add(source[start + i]));

            SliceOf(at + i) = copy;
        }
    }

    private ref (int Offset, int Length) SliceOf(int row)
    {
        if (slices.Length == 0)
            slices = new (int, int)[RowsMax];

        return ref slices[row];
    }

    private (int Offset, int Length) Add(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Room(value.Length));
        end += value.Length;
        return (end - value.Length, value.Length);
    }

    private Span<byte> Room(int length)
    {
        if (bytes.Length - end < length)
            Array.Resize(ref bytes, checked((int)Math.Max((long)end + length, Math.Min(Math.Max(bytes.Length * 2L, BytesMin), Array.MaxLength))));

        return bytes.AsSpan(end, length);
    }
}
