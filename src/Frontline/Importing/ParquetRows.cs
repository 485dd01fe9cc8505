using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Frontline.Warehouse.ParquetFiles;

namespace Frontline.Importing;

/// <summary>Rows of a Parquet file, each becoming events by a mapping, or one event of its own columns.</summary>
internal sealed class ParquetRows : IImportRows
{
    private static readonly JsonWriterOptions JsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ParquetFileReader file;
    private readonly string path;
    private readonly IReadOnlyList<ParquetSelection> selection;
    private readonly Func<long, IBufferWriter<byte>, int> writeEvents;
    private ParquetRowCursor? cursor;
    private long rowsRead;

    /// <param name="path">The file.</param>
    /// <param name="mapping">How rows become events; null when a row is one already.</param>
    /// <exception cref="ImportFileException">It cannot be read, or its rows are no events.</exception>
    /// <exception cref="ImportMappingException">The mapping does not fit its columns.</exception>
    public ParquetRows(string path, ImportMapping? mapping)
    {
        this.path = path;
        file = Open(path);
        try
        {
            if (mapping is null)
            {
                var whole = new ParquetEvent(path, file.Columns);
                selection = whole.Selection;
                writeEvents = (_, output) => whole.Write(Cell, output);
                return;
            }

            var used = mapping.Uses.Select(use => use.Column.Name).ToHashSet(StringComparer.Ordinal);
            var bound = ParquetMapping.Bind(mapping, path, file.Columns);
            selection = [.. file.Columns.Where(column => used.Contains(column.Name)).Select(column => new ParquetSelection(column, AsJson: false))];
            var indexes = selection.Select((one, i) => (one.Column.Name, i)).ToDictionary(pair => pair.Name, pair => pair.i, StringComparer.Ordinal);
            writeEvents = new MappedRow(bound, column => Cell(indexes[column]) ?? "").WriteEvents;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>How much is read, from 0 to 1.</summary>
    public double Share => (double)rowsRead / Math.Max(1, file.RowCount);

    /// <summary>Reads every column that is used to its end, before anything is sent.</summary>
    /// <param name="progress">Takes a share from 0 to 1.</param>
    /// <param name="cancellation">Cancels it.</param>
    /// <exception cref="ImportFileException">The file is damaged.</exception>
    public void Check(Action<double> progress, CancellationToken cancellation)
    {
        try
        {
            file.Check([.. selection.Select(one => one.Column)], rows => progress((double)rows / Math.Max(1, file.RowCount)), cancellation);
        }
        catch (ParquetFileException exception)
        {
            throw new ImportFileException($"{path}: {exception.Message} Nothing of it was imported.", exception);
        }
    }

    public bool Read()
    {
        try
        {
            cursor ??= file.Read(selection);
            rowsRead++;
            return cursor.Read();
        }
        catch (ParquetFileException exception)
        {
            throw new ImportFileException($"{path}: row {rowsRead - 1}: {exception.Message} Rows before it are imported, and stay.", exception);
        }
    }

    public int WriteEvents(long row, IBufferWriter<byte> output)
    {
        try
        {
            return writeEvents(row, output);
        }
        catch (RowFormatException exception)
        {
            UnreadableRow.Write(row, line: null, exception.Message, Raw(), output);
            return 1;
        }
    }

    public void Dispose()
    {
        cursor?.Dispose();
        file.Dispose();
    }

    private static ParquetFileReader Open(string path)
    {
        try
        {
            return new ParquetFileReader(path);
        }
        catch (ParquetFileException exception)
        {
            throw new ImportFileException($"{path} is a Parquet file that cannot be read: {exception.Message} Nothing of it was imported.", exception);
        }
    }

    private string? Cell(int index) => cursor!.Cell(index);

    // The cells that were read, each as text.
    private ReadOnlySpan<byte> Raw()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, JsonOptions))
        {
            writer.WriteStartObject();
            for (var i = 0; i < selection.Count; i++)
            {
                writer.WriteString(selection[i].Column.Name, Cell(i));
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan;
    }
}
