using Frontline.Enrichment.Reading;
using Frontline.Enrichment.Vocabulary;

namespace Frontline.Enrichment.Steps;

/// <summary>Removes white space around texts.</summary>
internal sealed class TrimStep : IValueStep
{
    public string Name => StepNames.Trim;

    public bool AppliesTo(FieldDefinition field) => field.Type == FieldType.Text;

    public void Apply(ref FieldValue value, ReadOnlySpan<byte> body)
    {
        if (value.Kind != ValueKind.Text || value.Json.IsBroken) return;
        if (value.Text is null && !value.Json.IsEscaped)
        {
            var content = value.Json.Content(body);
            // Printable ASCII at both ends is not white space; anything else is looked at as characters.
            if (content.Length == 0 || (IsGraphic(content[0]) && IsGraphic(content[^1]))) return;
        }

        var text = value.MaterialiseText(body);
        var trimmed = text.Trim();
        if (trimmed.Length == text.Length) return;
        value.Text = trimmed;
        value.Flags |= EventFlags.Trimmed;
    }

    private static bool IsGraphic(byte character) => character is > 0x20 and < 0x7F;
}
