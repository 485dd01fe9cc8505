using System.Text.Json;

namespace Frontline.Receiver.EventsV1;

/// <summary>Reads one JSON value per line. Lines end with LF or CRLF, the last may lack it; a line of spaces, tabs and CR alone does not count.</summary>
internal static class NdjsonReader
{
    public static BatchCheck Check(ReadOnlySpan<byte> body, int start, int eventsMax)
    {
        var eventCount = 0;
        var lineNumber = 0;
        var offset = start;
        while (offset < body.Length)
        {
            var rest = body[offset..];
            var end = rest.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            lineNumber++;
            if (line.ContainsAnyExcept((byte)' ', (byte)'\t', (byte)'\r'))
            {
                if (eventCount == eventsMax)
                    return BatchCheck.Refused(new Refusal(RefusalCode.TooManyEvents, $"The batch has more than {eventsMax} events. Send smaller batches.", offset, Line: lineNumber));
                if (Fault(line, offset, eventCount, lineNumber) is { } refusal)
                    return BatchCheck.Refused(refusal);
                eventCount++;
            }

            offset += line.Length + 1;
        }

        return new BatchCheck(eventCount, start, 0, null);
    }

    private static Refusal? Fault(ReadOnlySpan<byte> line, int offset, int eventIndex, int lineNumber)
    {
        var reader = new Utf8JsonReader(line, BatchReader.Json);
        try
        {
            reader.Read();
            reader.Skip();
            reader.Read();
            return null;
        }
        catch (JsonException exception)
        {
            return JsonFault.Describe(exception, line, offset, eventIndex, null, lineNumber);
        }
    }
}
