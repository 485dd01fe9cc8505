using MaxMind.Db;

namespace Frontline.Geo;

/// <summary>A country, or a subdivision of one.</summary>
internal sealed class GeoNamedCode
{
    /// <summary>ISO 3166-1 alpha-2 of a country; of a subdivision what ISO 3166-2 writes behind the country's.</summary>
    [MapKey("iso_code")]
    public string? IsoCode { get; init; }
}
