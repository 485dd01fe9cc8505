using System.Text;
using System.Text.Json;
using Frontline.Enrichment.Vocabulary;

namespace Frontline.Enrichment.Reading;

/// <summary>
/// Reads one event's JSON into a draft, in one pass over its tokens. Finds what is wrong with the JSON itself: no object, duplicate names,
/// unpaired surrogates, too large, too deep.
/// </summary>
internal ref struct EventReader
{
    private readonly ReadOnlySpan<byte> body;
    private readonly int offset;
    private readonly ReadingLimits limits;
    private readonly EventDraft draft;
    private int baseDepth;
    private bool isTooDeep;

    /// <param name="body">The batch's body, which all positions refer to.</param>
    /// <param name="offset">Where in the body the JSON reader began.</param>
    /// <param name="limits">How large and how deep an event may be.</param>
    /// <param name="draft">A draft that has begun.</param>
    public EventReader(ReadOnlySpan<byte> body, int offset, ReadingLimits limits, EventDraft draft)
    {
        this.body = body;
        this.offset = offset;
        this.limits = limits;
        this.draft = draft;
    }

    /// <summary>Reads the value whose first token the reader stands on, and leaves it on its last.</summary>
    public void Read(ref Utf8JsonReader reader)
    {
        baseDepth = reader.CurrentDepth;
        var start = offset + (int)reader.TokenStartIndex;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            var value = ReadValue(ref reader, out _);
            draft.Whole = value;
            draft.Violations.Add(ViolationCodes.NotAnObject, "", $"An event must be a JSON object; this is {Describe.Found(value, body)}.");
            CheckSize();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (offset + reader.BytesConsumed - start > limits.EventBytesMax) draft.IsCollecting = false;
            ReadMember(ref reader);
        }

        draft.Whole = new JsonValue(start, offset + (int)reader.BytesConsumed, ValueKind.Object);
        CheckSize();
        CheckDepth("");
    }

    /// <summary>Says whether anything read so far nested too deep.</summary>
    public readonly void CheckDepth(string pointer)
    {
        if (isTooDeep) draft.Violations.Add(ViolationCodes.TooDeep, pointer, $"Objects and arrays may nest at most {limits.DepthMax} deep.");
    }

    private readonly void CheckSize()
    {
        if (draft.Whole.Length <= limits.EventBytesMax) return;
        draft.Violations.Add(ViolationCodes.EventTooLarge, "", $"The event has {draft.Whole.Length} bytes; at most {limits.EventBytesMax} are allowed.");
    }

    private void ReadMember(ref Utf8JsonReader reader)
    {
        var name = ReadName(ref reader, out var unescaped);
        var nameBytes = unescaped ?? reader.ValueSpan;
        var field = Fields.Event.Find(nameBytes);
        var isProps = field is null && nameBytes.SequenceEqual("props"u8);
        var isContext = field is null && !isProps && nameBytes.SequenceEqual("context"u8);
        reader.Read();
        if (field is not null)
        {
            AddField(ref reader, field, Place.Event, name, unescaped);
        }
        else if (isProps)
        {
            ReadProps(ref reader, name, unescaped);
        }
        else if (isContext)
        {
            ReadContext(ref reader, name, unescaped, Place.EventContext);
        }
        else
        {
            AddMember(ref reader, draft.Unknown, Place.Event, name, unescaped);
        }
    }

    private void ReadProps(ref Utf8JsonReader reader, JsonValue name, byte[]? unescaped)
    {
        var isFirst = draft.PropsValue.Length == 0;
        if (!isFirst) Duplicate(Place.Event, name, unescaped);
        if (reader.TokenType != JsonTokenType.StartObject || !isFirst)
        {
            var value = ReadValue(ref reader, out _);
            if (isFirst) draft.PropsValue = value;
            if (isFirst && value.Kind != ValueKind.Null) WrongObject("props", value);
            return;
        }

        var start = offset + (int)reader.TokenStartIndex;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (offset + reader.BytesConsumed - start > limits.EventBytesMax) draft.IsCollecting = false;
            var memberName = ReadName(ref reader, out var memberUnescaped);
            reader.Read();
            AddMember(ref reader, draft.Props, Place.Props, memberName, memberUnescaped);
        }

        draft.PropsValue = new JsonValue(start, offset + (int)reader.BytesConsumed, ValueKind.Object);
    }

    private void ReadContext(ref Utf8JsonReader reader, JsonValue name, byte[]? unescaped, Place place)
    {
        if (draft.HasOwnContext) Duplicate(Place.Event, name, unescaped);
        var isFirst = !draft.HasOwnContext;
        draft.HasOwnContext = true;
        if (reader.TokenType != JsonTokenType.StartObject || !isFirst)
        {
            var value = ReadValue(ref reader, out _);
            if (isFirst && value.Kind != ValueKind.Null) WrongObject("context", value);
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadContextMember(ref reader, place, draft.UnknownContext);
        }
    }

    private void ReadContextMember(ref Utf8JsonReader reader, Place place, MemberList unknown)
    {
        var name = ReadName(ref reader, out var unescaped);
        var field = Fields.Context.Find(unescaped ?? reader.ValueSpan);
        reader.Read();
        if (field is not null)
        {
            AddField(ref reader, field, place, name, unescaped);
        }
        else
        {
            AddMember(ref reader, unknown, place, name, unescaped);
        }
    }

    /// <summary>Reads one member beside a batch's events: the reader stands on its name. Known context fields may stand there too.</summary>
    public void ReadBatchMember(ref Utf8JsonReader reader)
    {
        if (JsonText.IsName(ref reader, "context"u8))
        {
            var name = ReadName(ref reader, out var unescaped);
            reader.Read();
            ReadContext(ref reader, name, unescaped, Place.BatchContext);
        }
        else if (JsonText.IsName(ref reader, "sent_at"u8))
        {
            var name = ReadName(ref reader, out var unescaped);
            reader.Read();
            AddField(ref reader, Fields.SentAt, Place.Batch, name, unescaped);
        }
        else
        {
            ReadContextMember(ref reader, Place.Batch, draft.Unknown);
        }
    }

    private void AddField(ref Utf8JsonReader reader, FieldDefinition field, Place place, JsonValue name, byte[]? unescaped)
    {
        var value = ReadValue(ref reader, out var hasLoneSurrogate);
        if (hasLoneSurrogate) LoneSurrogate(Describe.Pointer(place, field.Name));
        if (!draft.TryAdd(new FieldValue(field, place, value))) Duplicate(place, name, unescaped);
    }

    private void AddMember(ref Utf8JsonReader reader, MemberList members, Place place, JsonValue name, byte[]? unescaped)
    {
        var value = ReadValue(ref reader, out var hasLoneSurrogate);
        if (!draft.IsCollecting) return;
        var member = new Member(name.Start, name.End, unescaped, value);
        if (hasLoneSurrogate || name.IsBroken) LoneSurrogate(Describe.Pointer(place, member, body));
        if (!members.TryAdd(member, body)) Duplicate(place, name, unescaped);
    }

    private readonly JsonValue ReadName(ref Utf8JsonReader reader, out byte[]? unescaped)
    {
        unescaped = null;
        var start = offset + (int)reader.TokenStartIndex;
        var end = start + reader.ValueSpan.Length + 2;
        if (!reader.ValueIsEscaped) return new JsonValue(start, end, ValueKind.Text);
        unescaped = Encoding.UTF8.GetBytes(JsonText.Unescape(reader.ValueSpan));
        return new JsonValue(start, end, ValueKind.Text, IsEscaped: true, IsBroken: JsonText.HasLoneSurrogate(reader.ValueSpan));
    }

    /// <summary>Reads a value of any kind to its last token, looking at every token for what is wrong with the JSON.</summary>
    private JsonValue ReadValue(ref Utf8JsonReader reader, out bool hasLoneSurrogate)
    {
        hasLoneSurrogate = false;
        var start = offset + (int)reader.TokenStartIndex;
        var kind = KindOf(reader.TokenType);
        if (kind is not (ValueKind.Object or ValueKind.Array))
        {
            var isEscaped = kind == ValueKind.Text && reader.ValueIsEscaped;
            hasLoneSurrogate = isEscaped && JsonText.HasLoneSurrogate(reader.ValueSpan);
            return new JsonValue(start, offset + (int)reader.BytesConsumed, kind, isEscaped, hasLoneSurrogate);
        }

        var depth = reader.CurrentDepth;
        do
        {
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                isTooDeep |= reader.CurrentDepth - baseDepth + 1 > limits.DepthMax;
            }
            else if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
            {
                hasLoneSurrogate |= JsonText.HasLoneSurrogate(reader.ValueSpan);
            }
            else if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray && reader.CurrentDepth == depth)
            {
                break;
            }
        }
        while (reader.Read());

        return new JsonValue(start, offset + (int)reader.BytesConsumed, kind, IsBroken: hasLoneSurrogate);
    }

    private readonly void Duplicate(Place place, JsonValue name, byte[]? unescaped)
    {
        var pointer = Describe.Pointer(place, new Member(name.Start, name.End, unescaped, default), body);
        draft.Violations.Add(ViolationCodes.DuplicateKey, pointer, "The name stands twice in the same object; it is not known which value is meant.");
    }

    private readonly void LoneSurrogate(string pointer) =>
        draft.Violations.Add(ViolationCodes.LoneSurrogate, pointer, "A text has half a surrogate pair (such as \\ud800 alone), which is no Unicode character.");

    private readonly void WrongObject(string name, JsonValue value) =>
        draft.Violations.Add(ViolationCodes.WrongType, "/" + name, $"{name} must be an object; it is {Describe.Found(value, body)}.");

    public static ValueKind KindOf(JsonTokenType token) => token switch
    {
        JsonTokenType.String => ValueKind.Text,
        JsonTokenType.Number => ValueKind.Number,
        JsonTokenType.True => ValueKind.True,
        JsonTokenType.False => ValueKind.False,
        JsonTokenType.StartObject => ValueKind.Object,
        JsonTokenType.StartArray => ValueKind.Array,
        _ => ValueKind.Null,
    };
}
