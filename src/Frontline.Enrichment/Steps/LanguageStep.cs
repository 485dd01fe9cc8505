using Frontline.Enrichment.Reading;
using Frontline.Enrichment.Vocabulary;

namespace Frontline.Enrichment.Steps;

/// <summary>Writes languages as lower-case tags in the shape of BCP 47 (<c>en-us</c>, also when sent as <c>en_US</c>); anything else stays as sent and is flagged.</summary>
internal sealed class LanguageStep : IValueStep
{
    private const int SubtagCharsMax = 8;

    public string Name => StepNames.Language;

    public bool AppliesTo(FieldDefinition field) => field == Fields.Language;

    public void Apply(ref FieldValue value, ReadOnlySpan<byte> body)
    {
        if (value.Kind != ValueKind.Text || value.Json.IsBroken) return;
        var text = value.MaterialiseText(body);
        if (!IsTag(text))
        {
            value.Flags |= EventFlags.UnknownLanguage;
            return;
        }

        var tag = text.ToLowerInvariant().Replace('_', '-');
        if (tag == text) return;
        value.Text = tag;
        value.Flags |= EventFlags.Respelled;
    }

    private static bool IsTag(string text)
    {
        var length = 0;
        var isFirst = true;
        foreach (var character in text)
        {
            if (character is '-' or '_')
            {
                if (length < (isFirst ? 2 : 1)) return false;
                isFirst = false;
                length = 0;
            }
            else if ((isFirst ? char.IsAsciiLetter(character) : char.IsAsciiLetterOrDigit(character)) && length < SubtagCharsMax)
            {
                length++;
            }
            else
            {
                return false;
            }
        }

        return length >= (isFirst ? 2 : 1);
    }
}
