using System.Text.Json;
using Frontline.Warehouse.Queries;

namespace Frontline.Warehouse.Output;

/// <summary>An array of row objects.</summary>
public sealed class JsonResultWriter : IResultWriter
{
    private const int FlushBytes = 64 * 1024;

    public string ContentType => "application/json";

    public async Task WriteAsync(QueryResult result, Stream output, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(result);
        var json = new Utf8JsonWriter(output);
        await using (json.ConfigureAwait(false))
        {
            var names = result.Schema.FieldsList.Select(field => JsonEncodedText.Encode(field.Name)).ToArray();
            json.WriteStartArray();
            while (await result.ReadAsync(cancellation).ConfigureAwait(false) is { } batch)
            {
                using (batch)
                {
                    for (var row = 0; row < batch.Length; row++)
                    {
                        json.WriteStartObject();
                        for (var column = 0; column < names.Length; column++)
                        {
                            json.WritePropertyName(names[column]);
                            JsonCells.Write(json, batch.Column(column), row);
                        }

                        json.WriteEndObject();
                        if (json.BytesPending > FlushBytes)
                        {
                            await json.FlushAsync(cancellation).ConfigureAwait(false);
                        }
                    }
                }
            }

            json.WriteEndArray();
            await json.FlushAsync(cancellation).ConfigureAwait(false);
        }
    }
}
