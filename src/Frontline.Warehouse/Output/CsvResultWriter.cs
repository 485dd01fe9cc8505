using System.Buffers;
using System.Text;
using System.Text.Json;
using Frontline.Warehouse.Queries;

namespace Frontline.Warehouse.Output;

/// <summary>CSV as RFC 4180 has it, with a header: CRLF line ends, quotes where needed. NULL is an empty field, an empty text is quoted; lists and structs are JSON.</summary>
public sealed class CsvResultWriter : IResultWriter
{
    public string ContentType => "text/csv; charset=utf-8";

    public async Task WriteAsync(QueryResult result, Stream output, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(result);
        var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = CsvText.LineEnd };
        await using (writer.ConfigureAwait(false))
        {
            await writer.WriteLineAsync(string.Join(',', result.Schema.FieldsList.Select(field => CsvText.Field(field.Name)))).ConfigureAwait(false);
            var buffer = new ArrayBufferWriter<byte>();
            var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
            await using (json.ConfigureAwait(false))
            {
                while (await result.ReadAsync(cancellation).ConfigureAwait(false) is { } batch)
                {
                    using (batch)
                    {
                        for (var row = 0; row < batch.Length; row++)
                        {
                            var line = new StringBuilder();
                            for (var column = 0; column < batch.ColumnCount; column++)
                            {
                                line.Append(column == 0 ? "" : ",");
                                if (!batch.Column(column).IsNull(row))
                                {
                                    JsonCells.Write(json, batch.Column(column), row);
                                    json.Flush();
                                    line.Append(Field(buffer.WrittenSpan));
                                    buffer.ResetWrittenCount();
                                    json.Reset();
                                }
                            }

                            await writer.WriteLineAsync(line, cancellation).ConfigureAwait(false);
                        }
                    }
                }
            }
        }
    }

    /// <summary>A cell as JSON says it, without the quotes and escapes of a JSON text.</summary>
    private static string Field(ReadOnlySpan<byte> json)
    {
        if (json[0] != (byte)'"')
        {
            return json.SequenceEqual("null"u8) ? "" : CsvText.Field(Encoding.UTF8.GetString(json));
        }

        var reader = new Utf8JsonReader(json);
        reader.Read();
        return reader.GetString() is { Length: > 0 } text ? CsvText.Field(text) : "\"\"";
    }
}
