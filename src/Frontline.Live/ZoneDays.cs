using Frontline.Core;
using Frontline.Core.Games;
using NodaTime;

namespace Frontline.Live;

/// <summary>The days of one time zone: its offsets as a sorted table, so that a day is a binary search away.</summary>
internal sealed class ZoneDays
{
    private static readonly Instant FirstTabled = Instant.FromUtc(1900, 1, 1, 0, 0);
    private static readonly Instant LastTabled = Instant.FromUtc(2200, 1, 1, 0, 0);
    private static readonly long MinMicros = Timestamp.FromDateTimeOffset(DateTimeOffset.MinValue).UnixMicros;
    private static readonly long MaxMicros = Timestamp.FromDateTimeOffset(DateTimeOffset.MaxValue).UnixMicros;
    private static readonly int EpochDay = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    private readonly DateTimeZone zone;

    // starts[i] is when offsets[i] begins, inclusive, in microseconds; the last entry marks the end of the table.
    private readonly long[] starts;
    private readonly long[] offsets;

    public ZoneDays(DateTimeZone zone)
    {
        this.zone = zone;
        var intervals = MergedOffsets(FirstTabled, LastTabled).ToList();
        starts = [.. intervals.Select(interval => interval.Start), Micros(LastTabled)];
        offsets = [.. intervals.Select(interval => interval.Offset)];
    }

    public DateOnly DayOf(Timestamp moment) => DayAt(OffsetAt(moment.UnixMicros), moment.UnixMicros);

    public Timestamp StartOf(DateOnly day)
    {
        // Offsets lie within ±18 hours, so the day's first moment lies in this range whatever the zone did.
        var midnight = (day.DayNumber - EpochDay) * Timestamp.MicrosPerDay;
        var from = Math.Max(midnight - Timestamp.MicrosPerDay, MinMicros);
        foreach (var interval in Offsets(new Timestamp(from), new Timestamp(midnight + (2 * Timestamp.MicrosPerDay))))
        {
            // The first moment of this interval at or after local midnight; it counts unless the interval is over by then.
            var candidate = Math.Max(interval.Start.UnixMicros, midnight - (interval.Offset.Ticks / TimeSpan.TicksPerMicrosecond));
            if (candidate < interval.End.UnixMicros && DayOf(new Timestamp(candidate)) >= day)
            {
                return new Timestamp(candidate);
            }
        }

        throw new InvalidOperationException($"The zone {zone.Id} has no moment at or after {day:O}.");
    }

    public IEnumerable<ZoneOffset> Offsets(Timestamp from, Timestamp to)
    {
        if (from >= to)
        {
            yield break;
        }

        foreach (var (start, end, offset) in MergedOffsets(ToInstant(from.UnixMicros), ToInstant(to.UnixMicros)))
        {
            yield return new ZoneOffset(
                new Timestamp(Math.Max(start, from.UnixMicros)),
                new Timestamp(Math.Min(end, to.UnixMicros)),
                TimeSpan.FromMicroseconds(offset));
        }
    }

    private static DateOnly DayAt(long offset, long micros)
    {
        var local = Math.Clamp(Math.Clamp(micros, MinMicros, MaxMicros) + offset, MinMicros, MaxMicros);
        return DateOnly.FromDayNumber((int)new Timestamp(local).UnixDay + EpochDay);
    }

    private long OffsetAt(long micros)
    {
        if (micros < starts[0] || micros >= starts[^1])
        {
            return OffsetMicros(zone.GetUtcOffset(ToInstant(micros)));
        }

        var index = Array.BinarySearch(starts, micros);
        return offsets[index >= 0 ? index : ~index - 1];
    }

    /// <summary>Intervals that meet [from, to), neighbours of equal offset (a change of name only) joined.</summary>
    private IEnumerable<(long Start, long End, long Offset)> MergedOffsets(Instant from, Instant to)
    {
        (long Start, long End, long Offset)? open = null;
        foreach (var interval in zone.GetZoneIntervals(from, to))
        {
            var start = interval.HasStart && interval.Start > from ? Micros(interval.Start) : Micros(from);
            var end = interval.HasEnd && interval.End < to ? Micros(interval.End) : Micros(to);
            var offset = OffsetMicros(interval.WallOffset);
            if (open is { } previous && previous.Offset == offset)
            {
                open = (previous.Start, end, offset);
                continue;
            }

            if (open is { } complete)
            {
                yield return complete;
            }

            open = (start, end, offset);
        }

        if (open is { } last)
        {
            yield return last;
        }
    }

    private static Instant ToInstant(long micros) => Instant.FromUnixTimeTicks(Math.Clamp(micros, MinMicros, MaxMicros) * TimeSpan.TicksPerMicrosecond);

    private static long Micros(Instant instant) => instant.ToUnixTimeTicks() / TimeSpan.TicksPerMicrosecond;

    private static long OffsetMicros(Offset offset) => offset.Milliseconds * 1_000L;
}
