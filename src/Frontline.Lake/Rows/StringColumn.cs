using Frontline.Core.Events;
using ParquetSharp;
using ParquetSharp.Schema;

namespace Frontline.Lake.Rows;

/// <summary>A column of text. An unpaired surrogate becomes U+FFFD; the Enricher lets none pass, except within the payload of a reject, which is bytes.</summary>
internal sealed class StringColumn(string name, RowKinds kinds, Func<RecordedRow, string?> get, Action<RowBuilder, string> set) : VariableColumn(name, kinds)
{
    public override Node CreateNode()
    {
        using var logical = LogicalType.String();
        return new PrimitiveNode(Name, Repetition, logical, PhysicalType.ByteArray);
    }

    public override void Take(ReadOnlySpan<RecordedRow> rows, ColumnValues into, int at)
    {
        var values = (BytesValues)into;
        var levels = into.LevelsToFill(at, rows.Length);
        var present = 0;
        string? before = null;
        var beforeAt = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            if (!Has(rows[i]) || get(rows[i]) is not { } text)
                continue;

            if (text == before)
                values.Repeat(at + i, beforeAt);
            else
                values.PutText(at + i, text);

            (before, beforeAt) = (text, at + i);
            levels[i] = 1;
            present++;
        }

        into.Filled(present);
    }

    public override void Give(ColumnValues from, ReadOnlySpan<RowBuilder> rows)
    {
        var values = (BytesValues)from;
        for (var i = 0; i < rows.Length; i++)
        {
            if (values.Levels[i] != 0)
                set(rows[i], values.Text(i));
        }
    }
}
