using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Frontline.Importing;

/// <summary>
/// A row that cannot become an event travels the road as <c>{"import_error":{"row":…,"line":…,"message":…,…}}</c>. Without name and player the Enricher rejects
/// it, so it is kept, counted and looked at like every other bad event.
/// </summary>
internal static class UnreadableRow
{
    /// <summary>Of a longer row the beginning is kept, so that the event stays within the Receiver's bounds.</summary>
    private const int BytesKept = 8 * 1024;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="row">From 0.</param>
    /// <param name="line">From 1; null where a file has no lines.</param>
    /// <param name="message">What is wrong, in a sentence.</param>
    /// <param name="raw">The row as it stands in the file, or its cells as JSON.</param>
    /// <param name="output">Where to.</param>
    public static void Write(long row, long? line, string message, ReadOnlySpan<byte> raw, IBufferWriter<byte> output)
    {
        using (var writer = new Utf8JsonWriter(output, Options))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("import_error");
            writer.WriteNumber("row", row);
            if (line is { } number)
            {
                writer.WriteNumber("line", number);
            }

            writer.WriteString("message", message);
            writer.WriteNumber("bytes", raw.Length);
            var kept = raw[..Math.Min(raw.Length, BytesKept)];
            if (Utf8.IsValid(raw))
            {
                writer.WriteString("text", Encoding.UTF8.GetString(kept));
            }
            else
            {
                writer.WriteBase64String("base64", kept);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        output.Write("\n"u8);
    }
}
