using Frontline.Core.Events;
using ParquetSharp;
using ParquetSharp.Schema;

namespace Frontline.Lake.Rows;

/// <summary>A column of bytes of any length.</summary>
internal sealed class BytesColumn(string name, RowKinds kinds, Func<RecordedRow, ReadOnlyMemory<byte>?> get, Action<RowBuilder, byte[]> set) : LakeColumn(name, kinds)
{
    public override Node CreateNode()
    {
        using var logical = LogicalType.None();
        return new PrimitiveNode(Name, Repetition, logical, PhysicalType.ByteArray);
    }

    public override void Write(ColumnWriter writer, ReadOnlySpan<RecordedRow> rows, ColumnBuffers buffers)
    {
        var levels = buffers.Levels;
        var (present, end) = (0, 0);
        for (var i = 0; i < rows.Length; i++)
        {
            var value = Has(rows[i]) ? get(rows[i]) : null;
            levels[i] = value is null ? (short)0 : (short)1;
            if (value is not { } bytes)
                continue;

            bytes.Span.CopyTo(buffers.Room(end, bytes.Length));
            buffers.Slices[present++] = (end, bytes.Length);
            end += bytes.Length;
        }

        WritePointers((ColumnWriter<ByteArray>)writer, IsRequired, rows.Length, present, buffers);
    }

    public override void Read(ColumnReader reader, ReadOnlySpan<RowBuilder> rows, ColumnBuffers buffers)
    {
        var typed = (ColumnReader<ByteArray>)reader;
        var values = buffers.Values<ByteArray>();
        var levels = buffers.Levels;
        for (var row = 0; row < rows.Length;)
        {
            var read = ReadPage(typed, rows.Length - row, levels, values);
            var next = 0;
            for (var i = 0; i < read; i++)
            {
                if (levels[i] != 0)
                    set(rows[row + i], SpanOf(values[next++]).ToArray());
            }

            row += read;
        }
    }

    public static void WritePointers(ColumnWriter<ByteArray> writer, bool isRequired, int rows, int present, ColumnBuffers buffers)
    {
        var values = buffers.Pointers(present);
        if (isRequired)
            writer.WriteBatch(values);
        else
            writer.WriteBatch(rows, buffers.Levels.AsSpan(0, rows), default, values);
    }

    public static unsafe ReadOnlySpan<byte> SpanOf(ByteArray bytes) => new((void*)bytes.Pointer, bytes.Length);
}
