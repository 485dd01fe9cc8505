using System.Text.Json;

namespace Frontline.Receiver.EventsV1;

/// <summary>Turns what the JSON reader threw into a refusal that says where.</summary>
internal static class JsonFault
{
    /// <param name="exception">What the reader threw.</param>
    /// <param name="json">What it was reading.</param>
    /// <param name="start">Offset of <paramref name="json"/> in the body.</param>
    /// <param name="eventIndex">The event that was being read.</param>
    /// <param name="field">The top-level field that was being read.</param>
    /// <param name="line">The NDJSON line.</param>
    public static Refusal Describe(JsonException exception, ReadOnlySpan<byte> json, int start, int? eventIndex, string? field, int? line = null)
    {
        var isTruncated = IsTruncated(json);
        var offset = start + (isTruncated ? json.Length : Math.Min(OffsetOf(exception, json), json.Length));
        var where = line is { } number ? $"line {number}, byte {offset}" : $"byte {offset}";
        return isTruncated
            ? new Refusal(RefusalCode.TruncatedJson, $"The JSON ends too early, at {where}.", offset, eventIndex, field, line)
            : new Refusal(RefusalCode.MalformedJson, $"The JSON is malformed at {where}: {Reason(exception.Message)}", offset, eventIndex, field, line);
    }

    // Read as the beginning of something longer, a truncated text has no fault.
    private static bool IsTruncated(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, isFinalBlock: false, new JsonReaderState(BatchReader.Json));
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // The reader reports line and byte in line; a client that built its body in memory wants the byte offset.
    private static int OffsetOf(JsonException exception, ReadOnlySpan<byte> json)
    {
        var offset = 0;
        for (var line = exception.LineNumber ?? 0; line > 0; line--)
        {
            var end = json[offset..].IndexOf((byte)'\n');
            if (end < 0)
                break;
            offset += end + 1;
        }

        return (int)Math.Min(offset + (exception.BytePositionInLine ?? 0), int.MaxValue);
    }

    private static string Reason(string message)
    {
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }
}
