using System.Text;
using Frontline.Enrichment.Vocabulary;

namespace Frontline.Enrichment.Reading;

/// <summary>A value on its way from JSON to a column. The value steps change it in place.</summary>
internal struct FieldValue(FieldDefinition field, Place place, JsonValue json, int member = -1)
{
    public readonly FieldDefinition Field = field;

    public readonly Place Place = place;

    /// <summary>The value as sent.</summary>
    public readonly JsonValue Json = json;

    /// <summary>Index among the event's props when it stood there, else −1.</summary>
    public readonly int Member = member;

    /// <summary>What the value counts as: the kind sent, or what it was coerced to.</summary>
    public ValueKind Kind = json.Kind;

    /// <summary>The value's text once a step has made or changed it; null while the bytes as sent still say it.</summary>
    public string? Text;

    /// <summary>Set by a step whose result says less than what was sent: the value is kept in <c>extra</c> too.</summary>
    public bool IsKeptAsSent;

    /// <summary>What the steps did.</summary>
    public EventFlags Flags;

    /// <summary>The unescaped text (or the JSON of a number or literal), as it is after the steps so far.</summary>
    public string MaterialiseText(ReadOnlySpan<byte> body) => Text ??= JsonText.Read(Json, body);

    /// <summary>The UTF-8 of the same; no copy when no step changed the value and it has no escapes.</summary>
    public readonly ReadOnlySpan<byte> Utf8(ReadOnlySpan<byte> body)
    {
        if (Text is not null) return Encoding.UTF8.GetBytes(Text);
        return Json.IsEscaped ? Encoding.UTF8.GetBytes(JsonText.Read(Json, body)) : Json.Content(body);
    }
}
