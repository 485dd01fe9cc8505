using System.Globalization;

namespace Frontline.Core;

/// <summary>A moment in UTC, in whole microseconds since 1970-01-01T00:00:00Z: the resolution of the lake and of the warehouse.</summary>
public readonly record struct Timestamp(long UnixMicros) : IComparable<Timestamp>
{
    public const long MicrosPerSecond = 1_000_000;
    public const long MicrosPerMinute = 60 * MicrosPerSecond;
    public const long MicrosPerHour = 60 * MicrosPerMinute;
    public const long MicrosPerDay = 24 * MicrosPerHour;

    /// <summary>Start of the minute, as minutes since 1970.</summary>
    public long UnixMinute => FloorDivide(UnixMicros, MicrosPerMinute);

    /// <summary>Hours since 1970, rounded down.</summary>
    public long UnixHour => FloorDivide(UnixMicros, MicrosPerHour);

    /// <summary>UTC days since 1970, rounded down.</summary>
    public long UnixDay => FloorDivide(UnixMicros, MicrosPerDay);

    public static Timestamp Now(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        return FromDateTimeOffset(time.GetUtcNow());
    }

    public static Timestamp FromDateTimeOffset(DateTimeOffset moment) => new((moment.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond);

    /// <exception cref="ArgumentOutOfRangeException">The moment lies outside the years 1 to 9999.</exception>
    public DateTimeOffset ToDateTimeOffset() => DateTimeOffset.UnixEpoch.AddTicks(UnixMicros * TimeSpan.TicksPerMicrosecond);

    public static Timestamp operator +(Timestamp moment, TimeSpan span) => new(moment.UnixMicros + (span.Ticks / TimeSpan.TicksPerMicrosecond));

    public static Timestamp operator -(Timestamp moment, TimeSpan span) => new(moment.UnixMicros - (span.Ticks / TimeSpan.TicksPerMicrosecond));

    public static TimeSpan operator -(Timestamp left, Timestamp right) => TimeSpan.FromTicks((left.UnixMicros - right.UnixMicros) * TimeSpan.TicksPerMicrosecond);

    public static bool operator <(Timestamp left, Timestamp right) => left.UnixMicros < right.UnixMicros;

    public static bool operator >(Timestamp left, Timestamp right) => left.UnixMicros > right.UnixMicros;

    public static bool operator <=(Timestamp left, Timestamp right) => left.UnixMicros <= right.UnixMicros;

    public static bool operator >=(Timestamp left, Timestamp right) => left.UnixMicros >= right.UnixMicros;

    public int CompareTo(Timestamp other) => UnixMicros.CompareTo(other.UnixMicros);

    /// <summary>RFC 3339 with six fraction digits: 2026-01-31T12:00:00.123000Z.</summary>
    public override string ToString() => ToDateTimeOffset().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private static long FloorDivide(long value, long divisor)
    {
        var quotient = value / divisor;
        return value % divisor < 0 ? quotient - 1 : quotient;
    }
}
