namespace Frontline.Enrichment.Geo;

/// <summary>Where an address is, as far as a database knows.</summary>
/// <param name="Country">ISO 3166-1 alpha-2, upper-case; null when unknown.</param>
/// <param name="Region">The country's largest subdivision in ISO 3166-2, such as <c>GB-ENG</c>; null when unknown.</param>
public sealed record GeoPlace(string? Country, string? Region);
