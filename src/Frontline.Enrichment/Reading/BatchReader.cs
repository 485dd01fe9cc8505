using System.Text.Json;
using Frontline.Core;
using Frontline.Enrichment.Vocabulary;

namespace Frontline.Enrichment.Reading;

/// <summary>Reads what surrounds a batch's events: finds the array, and reads what stands beside it as the batch's context.</summary>
internal static class BatchReader
{
    public static readonly JsonReaderOptions Options = new() { MaxDepth = int.MaxValue };

    /// <summary>Reads the batch's object up to and including <c>events</c>, or all of it; gives where the array stands.</summary>
    /// <param name="body">The whole body.</param>
    /// <param name="stopAtEvents">Whether to stop at the array, unread; so that in the usual order nothing is read twice.</param>
    /// <param name="limits">The bounds.</param>
    /// <param name="context">Begun; receives what stands beside the events.</param>
    /// <exception cref="DataDamagedException">The body is no batch, though the Receiver accepted it as one.</exception>
    public static int Read(ReadOnlySpan<byte> body, bool stopAtEvents, ReadingLimits limits, BatchContext context)
    {
        var reader = new Utf8JsonReader(body, Options);
        var events = -1;
        var members = new EventReader(body, 0, limits, context.Draft);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw NoBatch("it is no JSON object");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var start = reader.TokenStartIndex;
            if (JsonText.IsName(ref reader, "events"u8))
            {
                reader.Read();
                if (reader.TokenType != JsonTokenType.StartArray || events >= 0) throw NoBatch("it has not exactly one array of events");
                events = (int)reader.TokenStartIndex;
                if (stopAtEvents) break;
                reader.Skip();
                continue;
            }

            members.ReadBatchMember(ref reader);
            context.Members.Add((int)start..(int)reader.BytesConsumed);
            context.Bytes += reader.BytesConsumed - start;
            context.Draft.IsCollecting = context.Bytes <= limits.ContextBytesMax;
        }

        members.CheckDepth("/context");
        if (context.Bytes > limits.ContextBytesMax)
        {
            context.Draft.Violations.Add(
                ViolationCodes.ContextTooLarge,
                "/context",
                $"What stands beside the batch's events has {context.Bytes} bytes; at most {limits.ContextBytesMax} are allowed.");
        }

        return events >= 0 ? events : throw NoBatch("it has no events");
    }

    /// <summary>The batch without its events: what stood beside them, as sent.</summary>
    public static byte[] WithoutEvents(ReadOnlySpan<byte> body, BatchContext context, ObjectWriter writer)
    {
        writer.BeginObject();
        foreach (var member in context.Members) writer.Member(body[member]);
        writer.EndObject();
        return writer.TakeBytes();
    }

    /// <summary>Whether the body ends as it does when its last member is an array: usually the events.</summary>
    public static bool EndsWithArray(ReadOnlySpan<byte> body)
    {
        var trimmed = body.TrimEnd(" \t\r\n"u8);
        return trimmed.Length > 0 && trimmed[^1] == '}' && trimmed[..^1].TrimEnd(" \t\r\n"u8) is [.., (byte)']'];
    }

    private static DataDamagedException NoBatch(string why) =>
        new($"A received batch is not what the Receiver accepts: {why}.", "batch");
}
