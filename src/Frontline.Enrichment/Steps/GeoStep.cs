using Frontline.Enrichment.Reading;

namespace Frontline.Enrichment.Steps;

/// <summary>Fills in the country that the client did not send, and the region where it lies in the event's country. The address of a server says nothing about the player.</summary>
internal sealed class GeoStep : IOriginStep
{
    public string Name => StepNames.Geo;

    public void Apply(EventDraft draft, BatchOrigin origin, ReadOnlySpan<byte> body)
    {
        if (draft.IsServerMade || origin.Place is not { Country: { } country } place) return;
        var fields = draft.Fields;
        if (fields.Country is null)
        {
            fields.Country = country;
            draft.Flags |= EventFlags.CountryFromAddress;
        }

        if (fields.Country == country) draft.Region = place.Region;
    }
}
