using System.Globalization;
using NodaTime;

namespace Frontline.Importing;

/// <summary>How a column writes moments.</summary>
/// <param name="Pattern"><c>iso</c>, <c>unix_seconds</c>, <c>unix_millis</c>, or a .NET date and time format such as <c>dd.MM.yyyy HH:mm</c>.</param>
/// <param name="Zone">The zone of times that carry no offset. A local time that occurs twice in autumn is the first; one that spring leaves out is moved forward by the gap.</param>
internal sealed record TimeFormat(string Pattern, DateTimeZone Zone)
{
    public const string Iso = "iso";

    public static TimeFormat Default { get; } = new(Iso, DateTimeZone.Utc);

    /// <summary>The moment in UTC as RFC 3339; null for an empty cell.</summary>
    /// <exception cref="RowFormatException">It is not written so.</exception>
    public string? Read(ColumnReference column, string cell)
    {
        if (cell.Length == 0)
        {
            return null;
        }

        try
        {
            return Pattern switch
            {
                "unix_seconds" => FromUnix(cell, TimeSpan.TicksPerSecond),
                "unix_millis" => FromUnix(cell, TimeSpan.TicksPerMillisecond),
                _ => FromText(cell),
            };
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentOutOfRangeException)
        {
            throw new RowFormatException(column.Name, cell, Pattern == Iso ? "a time such as 2026-01-31T12:00:00Z or 2026-01-31" : $"a time in the format {Pattern}");
        }
    }

    /// <summary>What is wrong with a pattern, or null.</summary>
    public static string? Fault(string pattern)
    {
        try
        {
            _ = pattern is Iso or "unix_seconds" or "unix_millis" ? "" : DateTimeOffset.UnixEpoch.ToString(pattern, CultureInfo.InvariantCulture);
            return pattern.Length == 0 ? "The format is empty." : null;
        }
        catch (FormatException)
        {
            return $"'{pattern}' is not a format of times: iso, unix_seconds, unix_millis or one such as yyyy-MM-dd HH:mm:ss is expected.";
        }
    }

    private string FromText(string cell)
    {
        var style = DateTimeStyles.RoundtripKind | DateTimeStyles.AllowWhiteSpaces;
        var parsed = Pattern == Iso ? DateTime.Parse(RequireIso(cell), CultureInfo.InvariantCulture, style) : DateTime.ParseExact(cell, Pattern, CultureInfo.InvariantCulture, style);
        if (parsed.Kind == DateTimeKind.Unspecified)
        {
            return Format(Zone.AtLeniently(LocalDateTime.FromDateTime(parsed)).ToDateTimeUtc());
        }

        return Format(parsed.ToUniversalTime());
    }

    // DateTime.Parse takes 1/2/2026 too, of which nobody knows the day.
    private static string RequireIso(string cell) => cell is [>= '0' and <= '9', >= '0' and <= '9', >= '0' and <= '9', >= '0' and <= '9', '-', ..] ? cell : throw new FormatException();

    private static string FromUnix(string cell, long ticksPerUnit) =>
        Format(DateTime.UnixEpoch.AddTicks((long)(decimal.Parse(cell, NumberStyles.Float, CultureInfo.InvariantCulture) * ticksPerUnit)));

    private static string Format(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
}
