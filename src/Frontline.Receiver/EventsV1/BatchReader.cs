using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Frontline.Core.Road;

namespace Frontline.Receiver.EventsV1;

/// <summary>Checks a body's bytes in one pass: valid UTF-8, well-formed JSON, its events counted. Looks into no event and allocates nothing unless it refuses.</summary>
/// <remarks>
/// Depth is not bounded here, only by the body's length: an event that is too deep or too long becomes a reject downstream, and its neighbours go on.
/// A byte order mark at the beginning is tolerated, because Windows tools write one; the batch begins after it.
/// </remarks>
public static class BatchReader
{
    internal static readonly JsonReaderOptions Json = new() { MaxDepth = int.MaxValue };

    private static readonly SearchValues<byte> Whitespace = SearchValues.Create(" \t\r\n"u8);

    /// <summary>Never throws for any bytes.</summary>
    /// <param name="body">The inflated body.</param>
    /// <param name="format">How it is written.</param>
    /// <param name="eventsMax">Most events, inclusive.</param>
    public static BatchCheck Check(ReadOnlySpan<byte> body, BatchFormat format, int eventsMax)
    {
        var start = body.StartsWith("\uFEFF"u8) ? 3 : 0;
        if (!body[start..].ContainsAnyExcept(Whitespace))
            return BatchCheck.Refused(new Refusal(RefusalCode.EmptyBody, "The body is empty. Send at least one event, or nothing.", 0));
        if (!Utf8.IsValid(body))
        {
            var offset = FirstInvalidByte(body);
            return BatchCheck.Refused(new Refusal(RefusalCode.InvalidUtf8, $"The body is not UTF-8: byte {offset} begins no valid character.", offset));
        }

        return format == BatchFormat.Ndjson ? NdjsonReader.Check(body, start, eventsMax) : JsonReader.Check(body, start, eventsMax);
    }

    private static int FirstInvalidByte(ReadOnlySpan<byte> body)
    {
        Span<char> scratch = stackalloc char[512];
        var offset = 0;
        while (offset < body.Length)
        {
            var status = Utf8.ToUtf16(body[offset..], scratch, out var read, out _, replaceInvalidSequences: false, isFinalBlock: true);
            offset += read;
            if (status != OperationStatus.DestinationTooSmall)
                break;
        }

        return offset;
    }
}
