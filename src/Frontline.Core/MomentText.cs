using System.Globalization;

namespace Frontline.Core;

/// <summary>Moments and lengths of time as people write them.</summary>
public static class MomentText
{
    private static readonly string[] Formats = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFK", "yyyy-MM-dd'T'HH:mmK"];

    /// <summary>A day (its midnight) or a moment, in UTC unless it says otherwise: 2026-01-31, 2026-01-31T12:00, 2026-01-31T12:00:00+01:00.</summary>
    public static bool TryParse(string? text, out DateTimeOffset moment) =>
        DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out moment) && moment.Year >= 1970;

    /// <summary>A whole number of seconds, minutes, hours or days, up to 366 days: 90s, 30m, 24h, 7d.</summary>
    public static bool TryParseLength(string? text, out TimeSpan length)
    {
        length = default;
        TimeSpan? unit = string.IsNullOrEmpty(text) ? null : text[^1] switch
        {
            's' => TimeSpan.FromSeconds(1),
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            'd' => TimeSpan.FromDays(1),
            _ => null,
        };
        if (unit is not { } one || !int.TryParse(text.AsSpan(..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > TimeSpan.FromDays(366) / one)
        {
            return false;
        }

        length = count * one;
        return true;
    }
}
