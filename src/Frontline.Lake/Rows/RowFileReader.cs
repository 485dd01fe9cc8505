using System.Text.Json;
using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.Storage;
using ParquetSharp;
using ParquetSharp.IO;

namespace Frontline.Lake.Rows;

/// <summary>Reads a Parquet file's rows block by block. Holds one block, one page of each column, and the file itself when it is small. Not thread-safe.</summary>
/// <remarks>
/// The whole file is checked against the chain's checksum before its first row is handed out: pages carry checksums, but headers and footer do not, and a
/// merge must never carry damage on under a new checksum.
/// </remarks>
internal sealed class RowFileReader : IDisposable
{
    /// <summary>A landing file or so: read once, checked and decoded in memory. Longer files are read twice.</summary>
    private const int InMemoryBytesMax = 8 << 20;

    private readonly DataFile description;
    private readonly ColumnBlock block;
    private readonly RowBuilder[] builders;
    private readonly Func<LakeColumn, bool> wanted;
    private readonly ColumnBuffers buffers;
    private readonly ReaderProperties properties;
    private readonly ManagedRandomAccessFile input;
    private readonly ParquetFileReader file;
    private readonly List<(ColumnReader Reader, LakeColumn Column)> columns = [];
    private readonly int groups;
    private RowGroupReader? group;
    private int nextGroup;
    private long groupRowsLeft;
    private long rowsRead;

    private RowFileReader(Stream stream, DataFile description, int blockRows, Func<LakeColumn, bool>? wanted)
    {
        this.description = description;
        this.wanted = wanted ?? (static _ => true);
        block = new ColumnBlock(description.Kind, Math.Min(blockRows, ColumnBlock.RowsLimit));
        buffers = new ColumnBuffers(block.RowsMax);
        builders = new RowBuilder[block.RowsMax];

        properties = ReaderProperties.GetDefaultReaderProperties();
        properties.EnablePageChecksumVerification();
        input = new ManagedRandomAccessFile(stream, leaveOpen: false);
        file = new ParquetFileReader(input, properties);
        using var metadata = file.FileMetaData;
        groups = metadata.NumRowGroups;
    }

    /// <exception cref="DataDamagedException">The file is missing, or is not what the chain says.</exception>
    /// <param name="store">The lake.</param>
    /// <param name="description">The file, as the chain names it.</param>
    /// <param name="blockRows">Rows of a block, at most <see cref="ColumnBlock.RowsLimit"/>.</param>
    /// <param name="wanted">The columns to read; null for all. Others keep what the builder had.</param>
    /// <param name="cancellation">Cancels the check of the file.</param>
    public static async ValueTask<RowFileReader> OpenAsync(IObjectStore store, DataFile description, int blockRows, Func<LakeColumn, bool>? wanted, CancellationToken cancellation)
    {
        var stream = await store.OpenAsync(description.Name, cancellation).ConfigureAwait(false)
            ?? throw new DataDamagedException($"The data file {description.Name} is missing.", description.Name);
        try
        {
            stream = await CheckAsync(stream, description, cancellation).ConfigureAwait(false);
            return new RowFileReader(stream, description, blockRows, wanted);
        }
        catch (Exception e) when (IsDamage(e))
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw Damaged(description, e);
        }
    }

    /// <summary>The next rows in file order; empty at the end.</summary>
    /// <exception cref="DataDamagedException">They cannot be read, or the file does not have the number of rows the chain says.</exception>
    public RecordedRow[] Next()
    {
        var built = NextBuilders();
        try
        {
            var rows = new RecordedRow[built.Length];
            for (var i = 0; i < rows.Length; i++)
                rows[i] = built[i].Build();

            return rows;
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw Damaged(description, e);
        }
    }

    /// <summary>The next rows as far as their columns are wanted, valid until the next call; empty at the end.</summary>
    /// <exception cref="DataDamagedException">They cannot be read, or the file does not have the number of rows the chain says.</exception>
    public ReadOnlySpan<RowBuilder> NextBuilders()
    {
        _ = NextBlock();
        try
        {
            var rows = builders.AsSpan(0, block.Rows);
            var outcome = LakeColumns.OutcomeOf(description.Kind);
            foreach (ref var builder in rows)
                (builder ??= new RowBuilder()).Start(outcome);

            foreach (var (_, column) in columns)
            {
                if (block.HasValues(column))
                    column.Give(block[column], rows);
            }

            return rows;
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw Damaged(description, e);
        }
    }

    /// <summary>The next rows column by column, valid until the next call; empty at the end. Columns that are not wanted or not there have no values.</summary>
    /// <exception cref="DataDamagedException">They cannot be read, or the file does not have the number of rows the chain says.</exception>
    public ColumnBlock NextBlock()
    {
        try
        {
            block.Clear();
            while (groupRowsLeft == 0)
            {
                if (nextGroup == groups)
                    return rowsRead == description.Rows ? block : throw new InvalidDataException($"it has {rowsRead} rows, the chain says {description.Rows}");

                OpenGroup();
            }

            var rows = (int)Math.Min(block.RowsMax, groupRowsLeft);
            foreach (var (reader, column) in columns)
                column.Read(reader, rows, block[column], buffers);

            block.Filled(rows);
            groupRowsLeft -= rows;
            rowsRead += rows;
            return block;
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw Damaged(description, e);
        }
    }

    public void Dispose()
    {
        CloseGroup();
        file.Dispose();
        input.Dispose();
        properties.Dispose();
    }

    private static async ValueTask<Stream> CheckAsync(Stream stream, DataFile description, CancellationToken cancellation)
    {
        if (stream.Length != description.Bytes)
            throw new InvalidDataException($"it has {stream.Length} bytes, the chain says {description.Bytes}");

        if (description.Bytes > InMemoryBytesMax)
        {
            var (checksum, _) = await ChecksumStream.OfAsync(stream, cancellation).ConfigureAwait(false);
            stream.Position = 0;
            return checksum == description.Checksum ? stream : throw Changed(checksum, description);
        }

        var bytes = new byte[description.Bytes];
        await stream.ReadExactlyAsync(bytes, cancellation).ConfigureAwait(false);
        if (ChecksumStream.Of(bytes) != description.Checksum)
            throw Changed(ChecksumStream.Of(bytes), description);

        await stream.DisposeAsync().ConfigureAwait(false);
        return new MemoryStream(bytes, writable: false);
    }

    private static InvalidDataException Changed(string checksum, DataFile description) => new($"its checksum is {checksum}, the chain says {description.Checksum}");

    private void OpenGroup()
    {
        CloseGroup();
        group = file.RowGroup(nextGroup++);
        var metadata = group.MetaData;
        groupRowsLeft = metadata.NumRows;
        var schema = metadata.Schema;
        var missing = LakeColumns.Of(description.Kind).Where(column => column.IsRequired).Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < metadata.NumColumns; i++)
        {
            var name = schema.Column(i).Name;
            missing.Remove(name);
            if (LakeColumns.Find(name) is { } column && block.Has(column) && wanted(column))
                columns.Add((group.Column(i), column));
        }

        if (missing.Count > 0)
            throw new InvalidDataException($"it lacks the columns {string.Join(", ", missing)}");
    }

    private void CloseGroup()
    {
        foreach (var (reader, _) in columns)
            reader.Dispose();

        columns.Clear();
        group?.Dispose();
        group = null;
    }

    private static bool IsDamage(Exception e) => e is ParquetException or InvalidDataException or InvalidCastException or JsonException or ArgumentException;

    private static DataDamagedException Damaged(DataFile file, Exception e) => new($"The data file {file.Name} cannot be read: {e.Message}", file.Name, e);
}
