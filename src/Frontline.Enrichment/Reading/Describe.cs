using System.Text;
using Frontline.Enrichment.Vocabulary;

namespace Frontline.Enrichment.Reading;

/// <summary>Words and JSON pointers for the messages of violations. Only rejects pay for them.</summary>
internal static class Describe
{
    private const int ShownBytesMax = 60;
    private const int NameCharsMax = 200;

    /// <summary>What came, cut to a readable length: <c>the text "abc"</c>.</summary>
    public static string Found(JsonValue value, ReadOnlySpan<byte> body)
    {
        var kind = value.Kind switch
        {
            ValueKind.Text => "the text ",
            ValueKind.Number => "the number ",
            ValueKind.Object => "the object ",
            ValueKind.Array => "the array ",
            _ => "",
        };
        return kind + Shown(value.Raw(body));
    }

    /// <summary>RFC 6901, into the event as sent; for a value of the batch's context, as if that context stood in the event.</summary>
    public static string Pointer(Place place, string name) => place switch
    {
        Place.Props => "/props/" + Escape(name),
        Place.EventContext or Place.BatchContext => "/context/" + Escape(name),
        _ => "/" + Escape(name),
    };

    public static string Pointer(Place place, Member member, ReadOnlySpan<byte> body) => Pointer(place, Encoding.UTF8.GetString(member.Name(body)));

    public static string Pointer(in FieldValue value) => Pointer(value.Place, value.Field.Name);

    public static string Expected(FieldDefinition field) => field.Type switch
    {
        FieldType.Int32 => "an integer of 32 bits",
        FieldType.Int64 => "an integer of 64 bits",
        FieldType.Real => "a number",
        FieldType.Amount => "a decimal number",
        FieldType.Time => "a time such as 2026-01-31T12:00:00.123Z, or Unix milliseconds",
        FieldType.Boolean => "true or false",
        _ => "a text",
    };

    private static string Shown(ReadOnlySpan<byte> raw)
    {
        if (raw.Length <= ShownBytesMax) return Encoding.UTF8.GetString(raw);
        var end = ShownBytesMax;
        // Never cut inside a character: continuation bytes are 10xxxxxx.
        while ((raw[end] & 0xC0) == 0x80) end--;
        return Encoding.UTF8.GetString(raw[..end]) + $"… ({raw.Length} bytes)";
    }

    /// <summary>A name as a token of a JSON pointer, cut to a readable length.</summary>
    public static string Escape(string name)
    {
        if (name.Length > NameCharsMax) name = name[..(char.IsHighSurrogate(name[NameCharsMax - 1]) ? NameCharsMax - 1 : NameCharsMax)] + "…";
        return name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
    }
}
