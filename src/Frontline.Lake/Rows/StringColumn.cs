using Frontline.Core.Events;
using ParquetSharp;
using ParquetSharp.Schema;

namespace Frontline.Lake.Rows;

/// <summary>A column of text. An unpaired surrogate becomes U+FFFD; the Enricher lets none pass, except within the payload of a reject, which is bytes.</summary>
internal sealed class StringColumn(string name, RowKinds kinds, Func<RecordedRow, string?> get, Action<RowBuilder, string> set) : LakeColumn(name, kinds)
{
    public override Node CreateNode()
    {
        using var logical = LogicalType.String();
        return new PrimitiveNode(Name, Repetition, logical, PhysicalType.ByteArray);
    }

    public override void Write(ColumnWriter writer, ReadOnlySpan<RecordedRow> rows, ColumnBuffers buffers)
    {
        var levels = buffers.Levels;
        var (present, end) = (0, 0);
        string? before = null;
        for (var i = 0; i < rows.Length; i++)
        {
            var text = Has(rows[i]) ? get(rows[i]) : null;
            levels[i] = text is null ? (short)0 : (short)1;
            if (text is null)
                continue;

            if (text == before)
            {
                buffers.Slices[present] = buffers.Slices[present - 1];
            }
            else
            {
                var length = System.Text.Encoding.UTF8.GetBytes(text, buffers.Room(end, System.Text.Encoding.UTF8.GetMaxByteCount(text.Length)));
                buffers.Slices[present] = (end, length);
                end += length;
                before = text;
            }

            present++;
        }

        BytesColumn.WritePointers((ColumnWriter<ByteArray>)writer, IsRequired, rows.Length, present, buffers);
    }

    public override void Read(ColumnReader reader, ReadOnlySpan<RowBuilder> rows, ColumnBuffers buffers)
    {
        if (!buffers.Strings.TryGetValue(this, out var strings))
            buffers.Strings.Add(this, strings = new StringCache());

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
                    set(rows[row + i], strings.Get(BytesColumn.SpanOf(values[next++])));
            }

            row += read;
        }
    }
}
