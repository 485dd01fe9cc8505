using System.Text;
using Frontline.Enrichment.Reading;
using Frontline.Enrichment.Unicode;
using Frontline.Enrichment.Vocabulary;

namespace Frontline.Enrichment.Steps;

/// <summary>Brings texts into Unicode normalisation form C, so that one word is one value whatever keyboard wrote it.</summary>
internal sealed class NormaliseUnicodeStep : IValueStep
{
    public string Name => StepNames.NormaliseUnicode;

    public bool AppliesTo(FieldDefinition field) => field.Type == FieldType.Text;

    public void Apply(ref FieldValue value, ReadOnlySpan<byte> body)
    {
        if (value.Kind != ValueKind.Text || value.Json.IsBroken) return;
        if (value.Text is null && !value.Json.IsEscaped && Ascii.IsValid(value.Json.Content(body))) return;
        var text = value.MaterialiseText(body);
        var normal = Nfc.Normalise(text);
        if (ReferenceEquals(normal, text)) return;
        value.Text = normal;
        value.Flags |= EventFlags.Normalised;
    }
}
