using System.CommandLine;
using System.Globalization;

namespace Frontline.Commands;

/// <summary><c>--since</c>: a moment, or how long ago.</summary>
internal static class SinceOption
{
    public static Option<string?> Create() => new("--since") { Description = "Only what was received since then: a length of time (30m, 24h, 7d), a day or a moment (2026-01-31, 2026-01-31T12:00:00Z).", HelpName = "TIME" };

    /// <summary>The moment that was meant, or null when nothing was said.</summary>
    /// <exception cref="UsageException">It is neither.</exception>
    public static DateTimeOffset? Read(string? text, DateTimeOffset now)
    {
        if (text is null)
        {
            return null;
        }

        if (text.Length > 1 && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && Unit(text[^1]) is { } unit)
        {
            return now - (count * unit);
        }

        return DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : throw new UsageException($"--since is '{text}'; a length of time such as 24h or 7d, or a moment such as 2026-01-31 or 2026-01-31T12:00:00Z is expected.");
    }

    private static TimeSpan? Unit(char letter) => letter switch
    {
        'm' => TimeSpan.FromMinutes(1),
        'h' => TimeSpan.FromHours(1),
        'd' => TimeSpan.FromDays(1),
        _ => null,
    };
}
