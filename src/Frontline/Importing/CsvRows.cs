using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsvHelper;
using Frontline.Configuration;
using Frontline.Core;

namespace Frontline.Importing;

/// <summary>Records of a CSV file (RFC 4180), each becoming events by a mapping.</summary>
internal sealed class CsvRows : IImportRows
{
    private const int RecordBytesMax = 1 << 20;

    /// <summary>Bytes of all events of one row: with what a chunk may hold already, less than a request's bound.</summary>
    private const int RowBytesMax = 3 << 20;

    private static readonly JsonWriterOptions JsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly CsvReader reader;
    private readonly string file;
    private readonly ImportMapping mapping;
    private readonly IReadOnlyList<string> columns;
    private readonly Dictionary<string, int> indexes;
    private readonly Func<ColumnReference, string> cellOf;
    private readonly ArrayBufferWriter<byte> rowBuffer = new();
    private CsvMalformedReason? malformed;

    /// <param name="stream">The unpacked content.</param>
    /// <param name="file">Its file's name, for messages.</param>
    /// <param name="mapping">How rows become events.</param>
    /// <exception cref="ImportMappingException">The mapping names columns that the file has not.</exception>
    /// <exception cref="ImportFileException">The header cannot be read.</exception>
    public CsvRows(Stream stream, string file, ImportMapping mapping)
    {
        this.file = file;
        this.mapping = mapping;
        cellOf = Cell;
        reader = CsvReader.Create(stream, new CsvReaderOptions
        {
            Separator = mapping.Delimiter,
            HasHeader = mapping.Columns is null,
            Encoding = mapping.Encoding,
            MaxRecordSize = RecordBytesMax,
            TrackLineNumbers = true,
            OnMalformedRecord = record => malformed = record.Reason,
        });
        columns = mapping.Columns ?? ReadHeader();
        indexes = columns.Select((name, i) => (name, i)).DistinctBy(pair => pair.name).ToDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);
        Require(References(mapping));
    }

    public bool Read()
    {
        malformed = null;
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException exception)
        {
            throw new ImportFileException($"{file}: line {exception.LineNumber}: {exception.Message} Rows before it are imported, and stay.", exception);
        }
    }

    public int WriteEvents(long row, IBufferWriter<byte> output)
    {
        if (malformed is { } reason)
        {
            return Refuse(row, $"The quoting is wrong: {Describe(reason)}.", output);
        }

        if (reader.FieldCount != columns.Count)
        {
            return Refuse(row, $"The row has {reader.FieldCount} fields; {columns.Count} are expected.", output);
        }

        try
        {
            rowBuffer.ResetWrittenCount();
            var count = WriteEvents(row);
            output.Write(rowBuffer.WrittenSpan);
            return count;
        }
        catch (RowFormatException exception)
        {
            return Refuse(row, exception.Message, output);
        }
    }

    public void Dispose() => reader.Dispose();

    private int WriteEvents(long row)
    {
        var count = 0;
        foreach (var mapped in mapping.Events)
        {
            if (!mapped.Conditions.All(condition => condition.Holds(Cell(condition.Column))))
            {
                continue;
            }

            var repeat = mapped.Repeat?.Evaluate(cellOf) ?? 1;
            if (count + repeat > ImportWire.EventsMax)
            {
                throw new RowFormatException("repeat", repeat.ToString(System.Globalization.CultureInfo.InvariantCulture), $"at most {ImportWire.EventsMax} events of one row");
            }

            for (var i = 0; i < repeat; i++)
            {
                WriteEvent(mapped, row, count++);
                if (rowBuffer.WrittenCount > RowBytesMax)
                {
                    throw new RowFormatException("repeat", count.ToString(System.Globalization.CultureInfo.InvariantCulture), $"events of at most {RowBytesMax} bytes of one row");
                }
            }
        }

        return count;
    }

    private void WriteEvent(EventMapping mapped, long row, int number)
    {
        using (var writer = new Utf8JsonWriter(rowBuffer, JsonOptions))
        {
            writer.WriteStartObject();
            WriteFields(writer, mapped.Fields);
            if (mapped.EventId is { } eventId)
            {
                writer.WriteString("event_id", eventId.Fill(row, number, cellOf));
            }

            if (mapped.Context.Count > 0)
            {
                // Context of a single event stands in the event itself.
                WriteFields(writer, mapped.Context);
            }

            if (mapped.Props.Count > 0)
            {
                writer.WriteStartObject("props");
                WriteFields(writer, mapped.Props);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        rowBuffer.Write("\n"u8);
    }

    private void WriteFields(Utf8JsonWriter writer, IReadOnlyList<FieldMapping> fields)
    {
        foreach (var (name, value) in fields)
        {
            if (value.ConstantJson is { } json)
            {
                writer.WritePropertyName(name);
                writer.WriteRawValue(json, skipInputValidation: true);
                continue;
            }

            var column = value.Column!.Value;
            var cell = Cell(column);
            switch (value.Type)
            {
                case ValueType.Text when cell.Length > 0:
                    writer.WriteString(name, cell);
                    break;
                case ValueType.Integer when Cells.Integer(column, cell) is { } integer:
                    writer.WriteNumber(name, integer);
                    break;
                case ValueType.Number when Cells.Number(column, cell) is { } number:
                    writer.WriteNumber(name, number);
                    break;
                case ValueType.Boolean when Cells.Boolean(column, cell) is { } flag:
                    writer.WriteBoolean(name, flag);
                    break;
                case ValueType.Time when value.Time!.Read(column, cell) is { } time:
                    writer.WriteString(name, time);
                    break;
            }
        }
    }

    private string Cell(ColumnReference column)
    {
        var cell = reader.GetString(indexes[column.Name]);
        if (column.Pointer is null || cell.Length == 0)
        {
            return cell;
        }

        try
        {
            return column.Pointer.Read(cell);
        }
        catch (JsonException)
        {
            throw new RowFormatException(column.Name, cell, $"JSON, in which {column.Pointer.Text} is looked for,");
        }
    }

    private int Refuse(long row, string message, IBufferWriter<byte> output)
    {
        UnreadableRow.Write(row, reader.LineNumber, message, reader.RawRecord, output);
        return 1;
    }

    private string[] ReadHeader()
    {
        try
        {
            reader.ReadHeader();
        }
        catch (CsvFormatException exception)
        {
            throw new ImportFileException($"{file}: the header cannot be read: {exception.Message}", exception);
        }

        string[] header = [.. reader.Headers];
        return header.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw new ImportFileException($"{file}: the header has the column '{twice.Key}' twice. Name the columns in the mapping with 'columns', or rename one.")
            : header.Length > 0 ? header : throw new ImportFileException($"{file} is empty; a header row is expected.");
    }

    private void Require(IEnumerable<ColumnReference> references)
    {
        var problems = references.Where(reference => !indexes.ContainsKey(reference.Name)).Distinct()
            .Select(reference => new FileProblem(mapping.File, reference.Line, $"{file} has no column '{reference.Name}'.{NearestName.Hint(reference.Name, [.. columns])}")).ToList();
        if (problems.Count > 0)
        {
            throw new ImportMappingException(problems);
        }
    }

    private static IEnumerable<ColumnReference> References(ImportMapping mapping) => mapping.Events.SelectMany(mapped => mapped.Conditions.Select(condition => condition.Column)
        .Concat(mapped.Repeat?.Columns ?? []).Concat(mapped.EventId?.Columns ?? [])
        .Concat(mapped.Fields.Concat(mapped.Context).Concat(mapped.Props).Where(field => field.Value.Column is not null).Select(field => field.Value.Column!.Value)));

    private static string Describe(CsvMalformedReason reason) => reason switch
    {
        CsvMalformedReason.StrayQuote => "there is a quote inside a field that is not quoted",
        CsvMalformedReason.TextAfterClosingQuote => "there is text after a closing quote",
        CsvMalformedReason.UnterminatedQuote => "a quote is not closed before the end of the file",
        _ => reason.ToString(),
    };
}
