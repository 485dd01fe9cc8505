using System.Buffers;
using System.Text.Json;

namespace Frontline.Importing;

/// <summary>Lines of JSON objects, each becoming events by a mapping: members are the columns, and one that a line has not is an empty cell.</summary>
internal sealed class MappedNdjsonRows : IImportRows
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 512 };

    private readonly NdjsonRows lines;
    private readonly MappedRow mapped;
    private JsonElement members;

    public MappedNdjsonRows(Stream stream, ImportMapping mapping)
    {
        lines = new NdjsonRows(stream);
        mapped = new MappedRow(mapping, Text);
    }

    public bool Read() => lines.Read();

    public int WriteEvents(long row, IBufferWriter<byte> output)
    {
        if (lines.Fault is not null)
        {
            return lines.WriteEvents(row, output);
        }

        using var document = JsonDocument.Parse(lines.Text, Options);
        members = document.RootElement;
        try
        {
            return mapped.WriteEvents(row, output);
        }
        catch (RowFormatException exception)
        {
            UnreadableRow.Write(row, lines.Line, exception.Message, lines.Text.Span, output);
            return 1;
        }
    }

    public void Dispose() => lines.Dispose();

    private string Text(string column) => !members.TryGetProperty(column, out var value) ? "" : value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => StringOf(column, value),
        _ => value.GetRawText(),
    };

    private static string StringOf(string column, JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair.
            throw new RowFormatException(column, value.GetRawText(), "text in Unicode");
        }
    }
}
