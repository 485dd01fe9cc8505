using Frontline.Core;
using Frontline.Core.Events;
using ParquetSharp;
using ParquetSharp.IO;
using ParquetSharp.Schema;

namespace Frontline.Lake.Rows;

/// <summary>Writes rows, given in order, to a Parquet file on a stream, and sums up what the chain says about the file. Not thread-safe.</summary>
internal sealed class RowFileWriter : IDisposable
{
    private readonly DataFileKind kind;
    private readonly int rowGroupRowsMax;
    private readonly IReadOnlyList<LakeColumn> columns;
    private readonly ColumnBuffers buffers = new();
    private readonly ChecksumStream checksum;
    private readonly ManagedOutputStream output;
    private readonly ParquetFileWriter file;
    private readonly long[] rowsByOutcome = new long[3];
    private readonly ColumnWriter[] writers;
    private RowGroupWriter? group;
    private RecordedRow? last;
    private long groupRows;
    private long firstEntry = long.MaxValue;
    private long lastEntry = long.MinValue;
    private long minTime = long.MaxValue;
    private long maxTime = long.MinValue;

    public RowFileWriter(Stream stream, DataFileKind kind, int rowGroupRowsMax)
    {
        this.kind = kind;
        this.rowGroupRowsMax = rowGroupRowsMax;
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
        while (rows.Length > 0)
        {
            if (group is null)
                StartGroup();

            var block = rows[..(int)Math.Min(Math.Min(rows.Length, ColumnBuffers.RowsMax), rowGroupRowsMax - groupRows)];
            Count(block);
            for (var i = 0; i < columns.Count; i++)
                columns[i].Write(writers[i], block, buffers);

            groupRows += block.Length;
            if (groupRows == rowGroupRowsMax)
                EndGroup();

            rows = rows[block.Length..];
        }
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

    private void Count(ReadOnlySpan<RecordedRow> rows)
    {
        foreach (var row in rows)
        {
            if (kind != DataFileKind.Landing && row.Outcome != LakeColumns.OutcomeOf(kind))
                throw new InvalidOperationException($"Row {row.Receipt} is a {row.Outcome} and does not belong into a file of {kind}.");

            if (last is not null && RowOrder.Instance.Compare(last, row) >= 0)
                throw new InvalidOperationException($"Row {row.Receipt} does not come after {last.Receipt}.");

            last = row;
            rowsByOutcome[(int)row.Outcome]++;
            firstEntry = Math.Min(firstEntry, row.Entry);
            lastEntry = Math.Max(lastEntry, row.Entry);
            if (row.Outcome == Outcome.Event)
            {
                minTime = Math.Min(minTime, row.Time.UnixMicros);
                maxTime = Math.Max(maxTime, row.Time.UnixMicros);
            }
        }
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
