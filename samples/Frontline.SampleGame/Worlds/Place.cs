namespace Frontline.SampleGame.Worlds;

/// <summary>Where players live: their clock on the wall, language and money.</summary>
internal sealed record Place(string Country, string Language, string TimeZone, int Currency, double Share)
{
    public static IReadOnlyList<Place> All { get; } =
    [
        new("US", "en", "America/New_York", 0, 0.18), new("US", "en", "America/Los_Angeles", 0, 0.10), new("GB", "en", "Europe/London", 2, 0.09), new("DE", "de", "Europe/Berlin", 1, 0.11),
        new("FR", "fr", "Europe/Paris", 1, 0.09), new("ES", "es", "Europe/Madrid", 1, 0.06), new("SE", "sv", "Europe/Stockholm", 3, 0.04), new("BR", "pt", "America/Sao_Paulo", 4, 0.10),
        new("JP", "ja", "Asia/Tokyo", 5, 0.08), new("KR", "ko", "Asia/Seoul", 6, 0.05), new("IN", "en", "Asia/Kolkata", 0, 0.06), new("AU", "en", "Australia/Sydney", 7, 0.04),
    ];

    public static double[] Shares { get; } = [.. All.Select(place => place.Share)];
}
