using MaxMind.Db;

namespace Frontline.Geo;

/// <summary>What is read of a record of a City or Country database; the rest is skipped.</summary>
internal sealed class GeoRecord
{
    [MapKey("country")]
    public GeoNamedCode? Country { get; init; }

    /// <summary>From the largest to the smallest.</summary>
    [MapKey("subdivisions")]
    public IReadOnlyList<GeoNamedCode>? Subdivisions { get; init; }
}
