using System.Text.Json;

namespace Frontline.Receiver.EventsV1;

/// <summary>Reads <c>{"sent_at": …, "context": {…}, "events": […]}</c>.</summary>
internal static class JsonReader
{
    [Flags]
    private enum Fields
    {
        None = 0,
        SentAt = 1,
        Context = 2,
        Events = 4,
    }

    public static BatchCheck Check(ReadOnlySpan<byte> body, int start, int eventsMax)
    {
        var json = body[start..];
        var reader = new Utf8JsonReader(json, BatchReader.Json);
        var place = default(Place);
        try
        {
            return Read(ref reader, start, eventsMax, ref place);
        }
        catch (JsonException exception)
        {
            return BatchCheck.Refused(JsonFault.Describe(exception, json, start, place.Event, place.Field));
        }
    }

    private static BatchCheck Read(ref Utf8JsonReader reader, int start, int eventsMax, ref Place place)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            return Refuse(RefusalCode.NotAnObject, "The body must be one JSON object with an array 'events'. For one event per line send Content-Type: application/x-ndjson.", start + reader.TokenStartIndex);

        var seen = Fields.None;
        var eventCount = 0;
        var unknownCount = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var keyOffset = start + reader.TokenStartIndex;
            var field = FieldOf(ref reader);
            if (field == Fields.None)
            {
                unknownCount++;
                reader.Skip();
                continue;
            }

            place.Field = NameOf(field);
            if ((seen & field) != 0)
                return Refuse(RefusalCode.DuplicateKey, $"The field '{place.Field}' stands twice in the body.", keyOffset, place.Field);
            seen |= field;

            reader.Read();
            var valueOffset = start + reader.TokenStartIndex;
            if (!IsAllowed(field, reader.TokenType))
                return Refuse(RefusalCode.WrongType, Expectation(field), valueOffset, place.Field);
            if (field != Fields.Events)
            {
                reader.Skip();
            }
            else
            {
                place.Event = 0;
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    if (++eventCount > eventsMax)
                        return Refuse(RefusalCode.TooManyEvents, $"The batch has more than {eventsMax} events. Send smaller batches.", start + reader.TokenStartIndex, place.Field);
                    reader.Skip();
                    place.Event = eventCount;
                }

                place.Event = null;
            }

            place.Field = null;
        }

        // Past the root's end only whitespace may follow; anything else throws here.
        reader.Read();
        if ((seen & Fields.Events) == 0)
            return Refuse(RefusalCode.MissingField, "The body has no field 'events'.", null, "events");
        return new BatchCheck(eventCount, start, unknownCount, null);
    }

    private static Fields FieldOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.ValueTextEquals("events"u8) ? Fields.Events
                : reader.ValueTextEquals("context"u8) ? Fields.Context
                : reader.ValueTextEquals("sent_at"u8) ? Fields.SentAt
                : Fields.None;
        }
        catch (InvalidOperationException)
        {
            // The name has an escaped lone surrogate: well-formed JSON, but no text, and none of ours.
            return Fields.None;
        }
    }

    private static bool IsAllowed(Fields field, JsonTokenType type) => field switch
    {
        Fields.Events => type == JsonTokenType.StartArray,
        Fields.Context => type is JsonTokenType.StartObject or JsonTokenType.Null,
        _ => type is JsonTokenType.String or JsonTokenType.Number or JsonTokenType.Null,
    };

    private static string NameOf(Fields field) => field switch
    {
        Fields.Events => "events",
        Fields.Context => "context",
        _ => "sent_at",
    };

    private static string Expectation(Fields field) => field switch
    {
        Fields.Events => "The field 'events' must be an array.",
        Fields.Context => "The field 'context' must be an object or null.",
        _ => "The field 'sent_at' must be a text, a number or null.",
    };

    private static BatchCheck Refuse(RefusalCode code, string message, long? offset, string? field = null) =>
        BatchCheck.Refused(new Refusal(code, message, offset, Field: field));

    /// <summary>Where reading was, for the error.</summary>
    private struct Place
    {
        public int? Event;
        public string? Field;
    }
}
