using System.Globalization;
using System.Text;
using Frontline.Enrichment.Reading;
using Frontline.Enrichment.Values;
using Frontline.Enrichment.Vocabulary;

namespace Frontline.Enrichment.Steps;

/// <summary>Takes a value sent as the wrong JSON type, when the right one says exactly the same: "12" for 12, 12.0 for 12, 12 for "12", "true" for true.</summary>
internal sealed class CoerceStep : IValueStep
{
    public string Name => StepNames.Coerce;

    // Amounts may be written either way; ids and names are part of an event's identity, which is fixed before any step.
    public bool AppliesTo(FieldDefinition field) => field.Type is not (FieldType.Amount or FieldType.Verbatim) && field != Fields.Name;

    public void Apply(ref FieldValue value, ReadOnlySpan<byte> body)
    {
        switch (value.Field.Type)
        {
            case FieldType.Text:
                if (value.Kind is ValueKind.Number or ValueKind.True or ValueKind.False) Become(ref value, ValueKind.Text);
                break;
            case FieldType.Boolean:
                if (value.Kind == ValueKind.Text) ToBoolean(ref value, body);
                break;
            default:
                if (value.Kind == ValueKind.Text) ToNumber(ref value, body);
                if (value.Kind == ValueKind.Number && value.Field.Type is FieldType.Int32 or FieldType.Int64) ToPlainInteger(ref value, body);
                break;
        }
    }

    private static void ToBoolean(ref FieldValue value, ReadOnlySpan<byte> body)
    {
        var text = value.Utf8(body);
        if (text.SequenceEqual("true"u8)) Become(ref value, ValueKind.True);
        if (text.SequenceEqual("false"u8)) Become(ref value, ValueKind.False);
    }

    private static void ToNumber(ref FieldValue value, ReadOnlySpan<byte> body)
    {
        var text = value.Utf8(body);
        if (text.Length == 0 || text.Length > 64) return;
        var trimmed = text.Trim(" \t\r\n"u8);
        if (!ExactNumber.TryParse(trimmed, out _)) return;
        if (trimmed.Length != text.Length) value.Text = Encoding.UTF8.GetString(trimmed);
        Become(ref value, ValueKind.Number);
    }

    private static void ToPlainInteger(ref FieldValue value, ReadOnlySpan<byte> body)
    {
        var text = value.Utf8(body);
        if (text.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0) return;
        if (!ExactNumber.TryParse(text, out var number) || !number.TryToInt64(out var integer)) return;
        value.Text = integer.ToString(CultureInfo.InvariantCulture);
        Become(ref value, ValueKind.Number);
    }

    private static void Become(ref FieldValue value, ValueKind kind)
    {
        value.Kind = kind;
        value.Flags |= EventFlags.Coerced;
    }
}
