using Frontline.Core;
using Frontline.Core.Events;
using ParquetSharp;
using ParquetSharp.IO;
using ParquetSharp.Schema;

namespace Frontline.Lake.Rows;

/// <summary>Writes rows, given in order, to a Parquet file on a stream, and sums up what the chain says about the file. Not thread-safe.</summary>
internal sealed class RowFileWriter : IDisposable
{
    /// <summary>A landing file has one row group unless it is unusually long.</summary>
    private const int RowGroupRowsMax = 256 * 1024;

    private readonly DataFileKind kind;
    private readonly IReadOnlyList<LakeColumn> columns;
    private readonly ColumnBuffers buffers = new(ColumnBlock.RowsLimit);
    private readonly ChecksumStream checksum;
    private readonly ManagedOutputStream output;
    private readonly ParquetFileWriter file;
    private readonly long[] rowsByOutcome = new long[3];
    private readonly ColumnWriter[] writers;
    private readonly LastRow last = new();
    private RowGroupWriter? group;
    private long groupRows;
    private long firstEntry = long.MaxValue;
    private long lastEntry = long.MinValue;
    private long minTime = long.MaxValue;
    private long maxTime = long.MinValue;

    public RowFileWriter(Stream stream, DataFileKind kind)
    {
        this.kind = kind;
        columns = LakeColumns.Of(kind);
        writers = new ColumnWriter[columns.Count];
        checksum = new ChecksumStream(stream);
        output = new ManagedOutputStream(checksum, leaveOpen: true);
        using var properties = RowFileProperties.For(kind, columns);
        using var schema = new GroupNode("row", Repetition.Required, [.. columns.Select(column => column.CreateNode())], logicalType: null);
        file = new ParquetFileWriter(output, schema, properties);
    }

    /// <summary>Appends rows that come after all earlier ones in <see cref="RowOrder"/>.</summary>
    /// <exception cref="InvalidOperationException">They do not, or do not belong into this kind of file.</exception>
    public void Write(ReadOnlySpan<RecordedRow> rows)
    {
        var block = new ColumnBlock(kind, Math.Min(rows.Length, ColumnBlock.RowsLimit));
        while (rows.Length > 0)
        {
            var some = rows[..Math.Min(rows.Length, block.RowsMax)];
            foreach (var row in some)
            {
                if (kind != DataFileKind.Landing && row.Outcome != LakeColumns.OutcomeOf(kind))
                    throw new InvalidOperationException($"Row {row.Receipt} is a {row.Outcome} and does not belong into a file of {kind}.");
            }

            block.Clear();
            block.Append(some);
            Write(block);
            rows = rows[some.Length..];
        }
    }

    /// <summary>Appends rows that come after all earlier ones, from a block for this kind of file.</summary>
    /// <exception cref="InvalidOperationException">They do not come after them.</exception>
    public void Write(ColumnBlock block)
    {
        Count(block);
        if (groupRows + block.Rows > RowGroupRowsMax)
            EndGroup();

        if (group is null)
            StartGroup();

        for (var i = 0; i < columns.Count; i++)
            columns[i].Write(writers[i], block.Rows, block[columns[i]], buffers);

        groupRows += block.Rows;
    }

    /// <summary>Ends the file; the description lacks only its length.</summary>
    public DataFile Finish(string name)
    {
        EndGroup();
        file.Close();
        return new DataFile
        {
            Name = name,
            Kind = kind,
            Bytes = checksum.Length,
            Checksum = checksum.Checksum,
            Rows = rowsByOutcome.Sum(),
            Events = rowsByOutcome[(int)Outcome.Event],
            Rejects = rowsByOutcome[(int)Outcome.Reject],
            Duplicates = rowsByOutcome[(int)Outcome.Duplicate],
            FirstEntry = firstEntry,
            LastEntry = lastEntry,
            MinTime = maxTime < minTime ? null : new Timestamp(minTime),
            MaxTime = maxTime < minTime ? null : new Timestamp(maxTime),
        };
    }

    public void Dispose()
    {
        group?.Dispose();
        file.Dispose();
        output.Dispose();
        checksum.Dispose();
    }

    private void Count(ColumnBlock block)
    {
        var entries = (FixedValues<long>)block[KeyColumns.Entry];
        for (var row = 0; row < block.Rows; row++)
        {
            var key = block.Key(row);
            if (row > 0 ? block.Key(row - 1).CompareTo(key) >= 0 : last.IsKnown && last.Key.CompareTo(key) >= 0)
                throw new InvalidOperationException($"Row {block.Receipt(row)} does not come after the row before it.");

            var outcome = block.Outcome(row);
            rowsByOutcome[(int)outcome]++;
            firstEntry = Math.Min(firstEntry, entries[row]);
            lastEntry = Math.Max(lastEntry, entries[row]);
            if (outcome == Outcome.Event)
            {
                minTime = Math.Min(minTime, key.Time);
                maxTime = Math.Max(maxTime, key.Time);
            }
        }

        last.Remember(block.Key(block.Rows - 1));
    }

    /// <summary>Buffered, because the columns of a row group are written block by block, side by side.</summary>
    private void StartGroup()
    {
        group = file.AppendBufferedRowGroup();
        for (var i = 0; i < writers.Length; i++)
            writers[i] = group.Column(i);
    }

    private void EndGroup()
    {
        group?.Close();
        group?.Dispose();
        group = null;
        groupRows = 0;
    }
}
