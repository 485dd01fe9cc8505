using System.CommandLine;
using Frontline.Core;

namespace Frontline.Commands;

/// <summary>Options that name a moment, or how long ago: <c>--since</c>, <c>--as-of</c>.</summary>
internal static class MomentOption
{
    /// <param name="name">Of the option.</param>
    /// <param name="description">What the moment is for, as the beginning of a sentence.</param>
    public static Option<string?> Create(string name, string description) => new(name) { Description = $"{description}: a length of time ago (30m, 24h, 7d), a day or a moment (2026-01-31, 2026-01-31T12:00:00Z; UTC).", HelpName = "TIME" };

    public static Option<string?> Since() => Create("--since", "Only what was received since then");

    /// <summary>The moment that was meant, or null when nothing was said.</summary>
    /// <exception cref="UsageException">It is neither, or lies in the future.</exception>
    public static DateTimeOffset? Read(string name, string? text, DateTimeOffset now)
    {
        if (text is null)
        {
            return null;
        }

        var moment = MomentText.TryParseLength(text, out var length) ? now - length
            : MomentText.TryParse(text, out var named) ? named
            : throw new UsageException($"{name} is '{text}'; a length of time such as 24h or 7d, or a moment such as 2026-01-31 or 2026-01-31T12:00:00Z is expected.");
        return moment <= now ? moment : throw new UsageException($"{name} is '{text}', which is still to come.");
    }

    /// <summary>The same as a parameter of an address.</summary>
    /// <inheritdoc cref="Read"/>
    public static string? Parameter(string name, string? text, DateTimeOffset now) => Read(name, text, now)?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
