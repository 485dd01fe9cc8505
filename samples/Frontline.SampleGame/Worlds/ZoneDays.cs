using NodaTime;

namespace Frontline.SampleGame.Worlds;

/// <summary>Calendar days of a time zone, numbered as <see cref="DateOnly.DayNumber"/>, of moments in milliseconds since 1970.</summary>
internal sealed class ZoneDays
{
    public const long DayMillis = 24 * 60 * 60 * 1000;
    public static readonly int EpochDay = new DateOnly(1970, 1, 1).DayNumber;

    private static readonly Instant First = Instant.FromUtc(1970, 1, 1, 0, 0);
    private static readonly Instant End = Instant.FromUtc(2100, 1, 1, 0, 0);

    private readonly long[] starts;
    private readonly long[] offsets;

    // Neighbouring events lie in the same interval nearly always.
    private int last;

    /// <exception cref="ArgumentException">The zone is unknown.</exception>
    public ZoneDays(string timeZone)
    {
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(timeZone) ?? throw new ArgumentException($"The time zone '{timeZone}' is unknown.", nameof(timeZone));
        var intervals = zone.GetZoneIntervals(First, End).ToList();
        starts = [.. intervals.Select(interval => interval.HasStart && interval.Start > First ? interval.Start.ToUnixTimeMilliseconds() : long.MinValue)];
        offsets = [.. intervals.Select(interval => (long)interval.WallOffset.Milliseconds)];
    }

    public int DayOf(long millis) => EpochDay + (int)Math.Floor((millis + OffsetAt(millis)) / (double)DayMillis);

    /// <summary>The moment at which the clock on the wall shows a time of a day; in an hour that was skipped, or that comes twice, one of the possible answers.</summary>
    public long At(int day, long millisOfDay)
    {
        var local = ((day - EpochDay) * DayMillis) + millisOfDay;
        return local - OffsetAt(local - OffsetAt(local));
    }

    private long OffsetAt(long millis)
    {
        // A benign race: whatever index another thread leaves here is checked before it is used.
        var at = last;
        if (millis < starts[at] || (at + 1 < starts.Length && millis >= starts[at + 1]))
        {
            var found = Array.BinarySearch(starts, millis);
            at = last = found >= 0 ? found : ~found - 1;
        }

        return offsets[at];
    }
}
