using Frontline.Core.Events;
using ParquetSharp;
using ParquetSharp.Schema;

namespace Frontline.Lake.Rows;

/// <summary>A column of numbers or booleans: <typeparamref name="T"/> is its physical type.</summary>
internal sealed class FixedColumn<T>(string name, RowKinds kinds, Func<RecordedRow, T?> get, Action<RowBuilder, T> set) : LakeColumn(name, kinds)
    where T : unmanaged
{
    public Func<LogicalType> Logical { get; init; } = LogicalType.None;

    public override Node CreateNode()
    {
        using var logical = Logical();
        return new PrimitiveNode(Name, Repetition, logical, Physical());
    }

    public override ColumnValues NewValues(int rowsMax) => new FixedValues<T>(rowsMax);

    public override void Take(ReadOnlySpan<RecordedRow> rows, ColumnValues into, int at)
    {
        var levels = into.LevelsToFill(at, rows.Length);
        var values = ((FixedValues<T>)into).All[at..];
        var present = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            if (!Has(rows[i]) || get(rows[i]) is not { } value)
                continue;

            (levels[i], values[i]) = (1, value);
            present++;
        }

        into.Filled(present);
    }

    public override void Give(ColumnValues from, ReadOnlySpan<RowBuilder> rows)
    {
        var values = (FixedValues<T>)from;
        for (var i = 0; i < rows.Length; i++)
        {
            if (values.Levels[i] != 0)
                set(rows[i], values[i]);
        }
    }

    public override void Read(ColumnReader reader, int rows, ColumnValues into, ColumnBuffers buffers)
    {
        var typed = (ColumnReader<T>)reader;
        var all = ((FixedValues<T>)into).All;
        for (var row = 0; row < rows;)
        {
            var levels = into.LevelsToFill(row, rows - row);
            var values = all[row..];
            var read = ReadPage(typed, levels, values, into, out var next);

            // From the last on, each value moves from its place among those that are there to its row's.
            for (var i = read - 1; next <= i && next > 0; i--)
            {
                if (levels[i] != 0)
                    values[i] = values[--next];
            }

            row += read;
        }
    }

    public override void Write(ColumnWriter writer, int rows, ColumnValues from, ColumnBuffers buffers)
    {
        var all = ((FixedValues<T>)from).All[..rows];
        if (from.Present == rows)
        {
            WriteBatch<T>(writer, rows, from, all);
            return;
        }

        var present = buffers.Values<T>();
        var count = 0;
        for (var i = 0; count < from.Present; i++)
        {
            if (from.Levels[i] != 0)
                present[count++] = all[i];
        }

        WriteBatch<T>(writer, rows, from, present.AsSpan(0, count));
    }

    private static PhysicalType Physical() =>
        typeof(T) == typeof(int) ? PhysicalType.Int32
        : typeof(T) == typeof(long) ? PhysicalType.Int64
        : typeof(T) == typeof(double) ? PhysicalType.Double
        : typeof(T) == typeof(bool) ? PhysicalType.Boolean
        : throw new NotSupportedException($"{typeof(T)} is no physical type of the lake.");
}
