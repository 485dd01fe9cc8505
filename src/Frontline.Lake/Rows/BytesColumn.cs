using Frontline.Core.Events;
using ParquetSharp;
using ParquetSharp.Schema;

namespace Frontline.Lake.Rows;

/// <summary>A column of bytes of any length.</summary>
internal sealed class BytesColumn(string name, RowKinds kinds, Func<RecordedRow, ReadOnlyMemory<byte>?> get, Action<RowBuilder, byte[]> set) : VariableColumn(name, kinds)
{
    public override Node CreateNode()
    {
        using var logical = LogicalType.None();
        return new PrimitiveNode(Name, Repetition, logical, PhysicalType.ByteArray);
    }

    public override void Take(ReadOnlySpan<RecordedRow> rows, ColumnValues into, int at)
    {
        var values = (BytesValues)into;
        var levels = into.LevelsToFill(at, rows.Length);
        var present = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            if (!Has(rows[i]) || get(rows[i]) is not { } bytes)
                continue;

            values.Put(at + i, bytes.Span);
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
                set(rows[i], values[i].ToArray());
        }
    }
}
