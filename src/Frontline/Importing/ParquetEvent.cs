using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Frontline.Warehouse.ParquetFiles;

namespace Frontline.Importing;

/// <summary>Makes one event of a row of a Parquet file without a mapping: its columns are the event's members, and null ones are left out.</summary>
internal sealed class ParquetEvent
{
    private static readonly JsonWriterOptions JsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 512 };
    private static readonly JsonDocumentOptions DocumentOptions = new() { MaxDepth = 500 };

    private readonly IReadOnlyList<ParquetColumn> columns;
    private readonly ArrayBufferWriter<byte> buffer = new();

    /// <exception cref="ImportFileException">The columns are not an event's.</exception>
    public ParquetEvent(string file, IReadOnlyList<ParquetColumn> columns)
    {
        this.columns = columns;
        foreach (var required in (string[])["name", "player_id"])
        {
            if (columns.All(column => column.Name != required))
            {
                throw new ImportFileException($"{file} has no column '{required}', so its rows are no events. A mapping says what they mean: --map MAPPING.yaml; docs/guides/import.md shows one.");
            }
        }

        foreach (var column in columns)
        {
            if (Expected(column) is { } expected)
            {
                throw new ImportFileException($"{file}: column '{column.Name}' is of type {column.Type.Name}; {expected} is expected. A mapping can read it otherwise or leave it out: --map MAPPING.yaml; docs/guides/import.md shows one.");
            }
        }

        Selection = [.. columns.Select(column => new ParquetSelection(column, AsJson: !HoldsText(column)))];
    }

    /// <summary>What to read, in the order of the columns.</summary>
    public IReadOnlyList<ParquetSelection> Selection { get; }

    /// <exception cref="RowFormatException">A cell that has to be JSON is none, or there is too much in the row.</exception>
    public int Write(Func<int, string?> cellAt, IBufferWriter<byte> output)
    {
        buffer.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(buffer, JsonOptions))
        {
            writer.WriteStartObject();
            for (var i = 0; i < columns.Count; i++)
            {
                if (cellAt(i) is { } cell && !(HoldsText(columns[i]) && cell.Length == 0))
                {
                    writer.WritePropertyName(columns[i].Name);
                    WriteValue(writer, columns[i], cell);
                }
            }

            writer.WriteEndObject();
        }

        if (buffer.WrittenCount > MappedRow.BytesMax)
        {
            throw new RowFormatException("*", $"{buffer.WrittenCount} bytes", $"an event of at most {MappedRow.BytesMax} bytes");
        }

        output.Write(buffer.WrittenSpan);
        output.Write("\n"u8);
        return 1;
    }

    // What would make a reject of every row, or has no value in JSON.
    private static string? Expected(ParquetColumn column) => (column.Name, column.Type.Kind) switch
    {
        ("name" or "player_id" or "event_id", not ParquetKind.Text) => "text",
        ("time" or "sent_at", not (ParquetKind.Moment or ParquetKind.LocalTime or ParquetKind.Text or ParquetKind.WholeNumber)) => "a timestamp",
        ("props" or "context", not (ParquetKind.Struct or ParquetKind.Map or ParquetKind.Json or ParquetKind.Text)) => "a struct, a map or JSON",
        (_, ParquetKind.Bytes) => "something that has a text",
        _ => null,
    };

    private static void WriteValue(Utf8JsonWriter writer, ParquetColumn column, string cell)
    {
        if (!column.Type.IsJson && !IsObject(column))
        {
            writer.WriteRawValue(cell);
            return;
        }

        try
        {
            // Through a document, since what was written over several lines has to stand on one.
            using var document = JsonDocument.Parse(cell, DocumentOptions);
            if (!IsObject(column) || document.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Null)
            {
                document.RootElement.WriteTo(writer);
                return;
            }
        }
        catch (JsonException)
        {
        }

        throw new RowFormatException(column.Name, cell, IsObject(column) ? "a JSON object" : "JSON");
    }

    // What an event has as an object may stand in a file as its text.
    private static bool IsObject(ParquetColumn column) => column.Name is "props" or "context";

    private static bool HoldsText(ParquetColumn column) => IsObject(column) && column.Type.Kind is ParquetKind.Text or ParquetKind.Json;
}
