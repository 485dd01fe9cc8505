using Frontline.Core.Events;
using ParquetSharp;
using ParquetSharp.Schema;

namespace Frontline.Lake.Rows;

/// <summary>A column of the lake: its Parquet type, which rows have it, and how its values get from and to rows. docs/specs/lake.md, "Rows".</summary>
internal abstract class LakeColumn(string name, RowKinds kinds)
{
    public string Name { get; } = name;

    /// <summary>Other rows have no value, whatever their object says.</summary>
    public RowKinds Kinds { get; } = kinds;

    /// <summary>No value is null: the column carries no levels.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Left out of sealed files, where the folder says it.</summary>
    public bool IsLandingOnly { get; init; }

    /// <summary>Whether readers that look for some rows only gain from knowing the least and greatest value.</summary>
    public bool HasStatistics { get; init; }

    public ColumnEncoding Layout { get; init; }

    public abstract Node CreateNode();

    /// <summary>Appends one value for each row. The writer is of this column's type.</summary>
    public abstract void Write(ColumnWriter writer, ReadOnlySpan<RecordedRow> rows, ColumnBuffers buffers);

    /// <summary>Reads one value for each builder. The reader is of this column's type, else <see cref="InvalidCastException"/>.</summary>
    public abstract void Read(ColumnReader reader, ReadOnlySpan<RowBuilder> rows, ColumnBuffers buffers);

    protected bool Has(RecordedRow row) => ((int)Kinds >> (int)row.Outcome & 1) != 0;

    protected Repetition Repetition => IsRequired ? Repetition.Required : Repetition.Optional;

    /// <summary>Reads values up to the end of a page: what they point to is gone with the next one.</summary>
    /// <param name="reader">Where from.</param>
    /// <param name="rows">How many rows at most.</param>
    /// <param name="levels">Gets 1 for each row with a value.</param>
    /// <param name="values">Gets the values that are there, without gaps.</param>
    /// <returns>The number of rows read, at least 1.</returns>
    /// <exception cref="InvalidDataException">The column has fewer rows than its row group.</exception>
    protected int ReadPage<T>(ColumnReader<T> reader, int rows, short[] levels, T[] values)
        where T : unmanaged
    {
        int read;
        if (IsRequired && reader.ColumnDescriptor.MaxDefinitionLevel == 0)
        {
            read = (int)reader.ReadBatch(rows, values.AsSpan(0, rows), out _);
            levels.AsSpan(0, read).Fill(1);
        }
        else
        {
            read = (int)reader.ReadBatch(rows, levels.AsSpan(0, rows), default, values.AsSpan(0, rows), out _);
        }

        return read > 0 ? read : throw new InvalidDataException($"Column {Name} has fewer rows than its file.");
    }
}
