using Frontline.Enrichment.Reading;
using Frontline.Enrichment.Values;
using Frontline.Enrichment.Vocabulary;

namespace Frontline.Enrichment.Steps;

/// <summary>Writes countries as upper-case ISO 3166-1 alpha-2; anything else stays as sent and is flagged.</summary>
internal sealed class CountryStep : IValueStep
{
    public string Name => StepNames.Country;

    public bool AppliesTo(FieldDefinition field) => field == Fields.Country;

    public void Apply(ref FieldValue value, ReadOnlySpan<byte> body)
    {
        if (value.Kind != ValueKind.Text || value.Json.IsBroken) return;
        var text = value.MaterialiseText(body);
        var country = CountryCodes.Find(text);
        if (country is null)
        {
            value.Flags |= EventFlags.UnknownCountry;
        }
        else if (country != text)
        {
            value.Text = country;
            value.Flags |= EventFlags.Respelled;
        }
    }
}
