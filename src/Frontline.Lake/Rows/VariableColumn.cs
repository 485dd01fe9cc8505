using ParquetSharp;

namespace Frontline.Lake.Rows;

/// <summary>A column whose values have lengths of their own.</summary>
internal abstract class VariableColumn(string name, RowKinds kinds) : LakeColumn(name, kinds)
{
    public override ColumnValues NewValues(int rowsMax) => new BytesValues(rowsMax);

    public override unsafe void Read(ColumnReader reader, int rows, ColumnValues into, ColumnBuffers buffers)
    {
        var typed = (ColumnReader<ByteArray>)reader;
        var values = (BytesValues)into;
        var pointers = buffers.Values<ByteArray>();
        for (var row = 0; row < rows;)
        {
            var levels = into.LevelsToFill(row, rows - row);
            var read = ReadPage(typed, levels, pointers, into, out var present);
            var before = -1;
            for (int i = 0, next = 0; next < present; i++)
            {
                if (levels[i] == 0)
                    continue;

                // Values that repeat are one in the page's dictionary.
                var value = pointers[next];
                if (before >= 0 && value.Pointer == pointers[next - 1].Pointer && value.Length == pointers[next - 1].Length)
                    values.Repeat(row + i, before);
                else
                    values.Put(row + i, new ReadOnlySpan<byte>((void*)value.Pointer, value.Length));

                before = row + i;
                next++;
            }

            row += read;
        }
    }

    public override unsafe void Write(ColumnWriter writer, int rows, ColumnValues from, ColumnBuffers buffers)
    {
        var values = (BytesValues)from;
        var pointers = buffers.Values<ByteArray>();
        fixed (byte* start = values.Buffer)
        {
            var count = 0;
            for (var i = 0; count < from.Present; i++)
            {
                if (from.Levels[i] == 0)
                    continue;

                var (offset, length) = values.Slices[i];
                pointers[count++] = new ByteArray((nint)(start + offset), length);
            }

            WriteBatch<ByteArray>(writer, rows, from, pointers.AsSpan(0, count));
        }
    }
}
