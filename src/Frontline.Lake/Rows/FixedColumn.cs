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

    public override void Write(ColumnWriter writer, ReadOnlySpan<RecordedRow> rows, ColumnBuffers buffers)
    {
        var values = buffers.Values<T>();
        var levels = buffers.Levels;
        var present = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            var value = Has(rows[i]) ? get(rows[i]) : null;
            levels[i] = value is null ? (short)0 : (short)1;
            if (value is { } there)
                values[present++] = there;
        }

        var typed = (ColumnWriter<T>)writer;
        if (IsRequired)
            typed.WriteBatch(values.AsSpan(0, rows.Length));
        else
            typed.WriteBatch(rows.Length, levels.AsSpan(0, rows.Length), default, values.AsSpan(0, present));
    }

    public override void Read(ColumnReader reader, ReadOnlySpan<RowBuilder> rows, ColumnBuffers buffers)
    {
        var typed = (ColumnReader<T>)reader;
        var values = buffers.Values<T>();
        var levels = buffers.Levels;
        for (var row = 0; row < rows.Length;)
        {
            var read = ReadPage(typed, rows.Length - row, levels, values);
            var next = 0;
            for (var i = 0; i < read; i++)
            {
                if (levels[i] != 0)
                    set(rows[row + i], values[next++]);
            }

            row += read;
        }
    }

    private static PhysicalType Physical() =>
        typeof(T) == typeof(int) ? PhysicalType.Int32
        : typeof(T) == typeof(long) ? PhysicalType.Int64
        : typeof(T) == typeof(double) ? PhysicalType.Double
        : typeof(T) == typeof(bool) ? PhysicalType.Boolean
        : throw new NotSupportedException($"{typeof(T)} is no physical type of the lake.");
}
