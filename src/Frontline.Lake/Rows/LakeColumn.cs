using Frontline.Core.Events;
using ParquetSharp;
using ParquetSharp.Schema;

namespace Frontline.Lake.Rows;

/// <summary>A column of the lake: its Parquet type, which rows have it, and how its values get from and to rows. docs/specs/lake.md, "Rows".</summary>
internal abstract class LakeColumn(string name, RowKinds kinds)
{
    public string Name { get; } = name;

    /// <summary>Its place in <see cref="LakeColumns.All"/>.</summary>
    public int Ordinal { get; set; }

    /// <summary>Other rows have no value, whatever their object says.</summary>
    public RowKinds Kinds { get; } = kinds;

    /// <summary>No value is null: the column carries no levels.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Left out of sealed files, where the folder says it.</summary>
    public bool IsLandingOnly { get; init; }

    /// <summary>Whether readers that look for some rows only gain from knowing the least and greatest value.</summary>
    public bool HasStatistics { get; init; }

    public ColumnEncoding Layout { get; init; }

    protected Repetition Repetition => IsRequired ? Repetition.Required : Repetition.Optional;

    public abstract Node CreateNode();

    /// <summary>Empty values of this column's type, for blocks of so many rows; the other methods take only such.</summary>
    public abstract ColumnValues NewValues(int rowsMax);

    /// <summary>Takes one value from each row; the first is row <paramref name="at"/> of the block.</summary>
    public abstract void Take(ReadOnlySpan<RecordedRow> rows, ColumnValues into, int at);

    /// <summary>Gives each row its value; a row without one keeps what it has.</summary>
    public abstract void Give(ColumnValues from, ReadOnlySpan<RowBuilder> rows);

    /// <summary>Reads one value for each row into empty values. The reader is of this column's type, else <see cref="InvalidCastException"/>.</summary>
    /// <exception cref="InvalidDataException">The column has fewer rows than its row group, or no value where one must be.</exception>
    public abstract void Read(ColumnReader reader, int rows, ColumnValues into, ColumnBuffers buffers);

    /// <summary>Writes one value for each row. The writer is of this column's type.</summary>
    public abstract void Write(ColumnWriter writer, int rows, ColumnValues from, ColumnBuffers buffers);

    protected bool Has(RecordedRow row) => ((int)Kinds >> (int)row.Outcome & 1) != 0;

    /// <summary>Reads values up to the end of a page: what they point to is gone with the next one.</summary>
    /// <param name="reader">Where from.</param>
    /// <param name="levels">Gets 1 for each row with a value; as long as there are rows to read.</param>
    /// <param name="values">Gets the values that are there, without gaps.</param>
    /// <param name="into">Is told how many values there are.</param>
    /// <param name="present">How many values there are.</param>
    /// <returns>The number of rows read, at least 1.</returns>
    protected int ReadPage<T>(ColumnReader<T> reader, Span<short> levels, Span<T> values, ColumnValues into, out int present)
        where T : unmanaged
    {
        long read;
        if (IsRequired && reader.ColumnDescriptor.MaxDefinitionLevel == 0)
        {
            read = reader.ReadBatch(levels.Length, values[..levels.Length], out _);
            levels[..(int)read].Fill(1);
            present = (int)read;
        }
        else
        {
            read = reader.ReadBatch(levels.Length, levels, default, values[..levels.Length], out var there);
            present = (int)there;
        }

        if (read == 0)
            throw new InvalidDataException($"Column {Name} has fewer rows than its file.");

        if (IsRequired && present < read)
            throw new InvalidDataException($"Column {Name} lacks a value.");

        into.Filled(present);
        return (int)read;
    }

    protected void WriteBatch<T>(ColumnWriter writer, int rows, ColumnValues from, ReadOnlySpan<T> present)
        where T : unmanaged
    {
        var typed = (ColumnWriter<T>)writer;
        if (IsRequired)
            typed.WriteBatch(present);
        else
            typed.WriteBatch(rows, from.Levels[..rows], default, present);
    }
}
