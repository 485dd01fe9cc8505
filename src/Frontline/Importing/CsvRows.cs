using System.Buffers;
using CsvHelper;

namespace Frontline.Importing;

/// <summary>Records of a CSV file (RFC 4180), each becoming events by a mapping.</summary>
internal sealed class CsvRows : IImportRows
{
    private const int RecordBytesMax = 1 << 20;

    private readonly CsvReader reader;
    private readonly string file;
    private readonly ImportMapping mapping;
    private readonly IReadOnlyList<string> columns;
    private readonly Dictionary<string, int> indexes;
    private readonly MappedRow mapped;
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
        mapped = new MappedRow(mapping, column => reader.GetString(indexes[column]));
        Require();
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
            return mapped.WriteEvents(row, output);
        }
        catch (RowFormatException exception)
        {
            return Refuse(row, exception.Message, output);
        }
    }

    public void Dispose() => reader.Dispose();

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

    private void Require()
    {
        var problems = mapping.Uses.Select(use => use.Column).Where(column => !indexes.ContainsKey(column.Name)).Distinct()
            .Select(column => UnknownColumn.Problem(mapping, column, file, columns)).ToList();
        if (problems.Count > 0)
        {
            throw new ImportMappingException(problems);
        }
    }

    private static string Describe(CsvMalformedReason reason) => reason switch
    {
        CsvMalformedReason.StrayQuote => "there is a quote inside a field that is not quoted",
        CsvMalformedReason.TextAfterClosingQuote => "there is text after a closing quote",
        CsvMalformedReason.UnterminatedQuote => "a quote is not closed before the end of the file",
        _ => reason.ToString(),
    };
}
