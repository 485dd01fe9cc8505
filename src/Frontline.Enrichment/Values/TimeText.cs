using System.Buffers.Text;
using Frontline.Core;

namespace Frontline.Enrichment.Values;

/// <summary>Reads the two ways a time may be written: RFC 3339 text with an offset, or Unix milliseconds.</summary>
internal static class TimeText
{
    /// <summary>9999-12-31T23:59:59.999Z in Unix milliseconds.</summary>
    private const long MillisMax = 253_402_300_799_999;
    private const long MicrosMax = (MillisMax * 1000) + 999;

    /// <summary>Reads RFC 3339: <c>2026-01-31T12:00:00.123+01:00</c>, up to nine fraction digits, cut to microseconds.</summary>
    /// <param name="text">The text.</param>
    /// <param name="time">The moment, when the result is <see cref="TimeReading.Read"/> or <see cref="TimeReading.Truncated"/>.</param>
    public static TimeReading TryParse(ReadOnlySpan<byte> text, out Timestamp time)
    {
        time = default;
        // YYYY-MM-DDThh:mm:ssZ is the shortest, nine fraction digits and a numeric offset the longest.
        if (text.Length is < 20 or > 35) return TimeReading.Malformed;
        if (text[4] != '-' || text[7] != '-' || (text[10] | 0x20) is not ('t' or ' ') || text[13] != ':' || text[16] != ':') return TimeReading.Malformed;
        var year = Digits(text, 0, 4);
        var month = Digits(text, 5, 2);
        var day = Digits(text, 8, 2);
        var hour = Digits(text, 11, 2);
        var minute = Digits(text, 14, 2);
        var second = Digits(text, 17, 2);
        // 60 is a leap second: POSIX time counts it as the second that follows.
        if (year < 0 || month is < 1 or > 12 || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 60) return TimeReading.Malformed;
        if (day < 1 || day > DateTime.DaysInMonth(Math.Max(year, 1), month)) return TimeReading.Malformed;

        var rest = text[19..];
        if (!TryReadFraction(ref rest, out var fractionMicros, out var truncated) || !TryReadOffset(rest, out var offsetMinutes)) return TimeReading.Malformed;
        if (year < 1) return TimeReading.OutOfRange;

        var days = new DateOnly(year, month, day).DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
        var micros = (days * Timestamp.MicrosPerDay) + (hour * Timestamp.MicrosPerHour) + ((minute - offsetMinutes) * Timestamp.MicrosPerMinute)
            + (second * Timestamp.MicrosPerSecond) + fractionMicros;
        if (micros is < 0 or > MicrosMax) return TimeReading.OutOfRange;
        time = new Timestamp(micros);
        return truncated ? TimeReading.Truncated : TimeReading.Read;
    }

    /// <summary>Reads Unix milliseconds.</summary>
    public static TimeReading FromMillis(ReadOnlySpan<byte> number, out Timestamp time)
    {
        time = default;
        if (!Utf8Parser.TryParse(number, out long millis, out var used) || used != number.Length)
        {
            if (!ExactNumber.TryParse(number, out var exact) || !exact.IsInteger) return TimeReading.Malformed;
            if (!exact.TryToInt64(out millis)) return TimeReading.OutOfRange;
        }

        if (millis is < 0 or > MillisMax) return TimeReading.OutOfRange;
        time = new Timestamp(millis * 1000);
        return TimeReading.Read;
    }

    private static bool TryReadFraction(ref ReadOnlySpan<byte> rest, out int micros, out bool truncated)
    {
        micros = 0;
        truncated = false;
        if (rest.Length == 0 || rest[0] != '.') return true;
        var count = 0;
        for (rest = rest[1..]; rest.Length > 0 && rest[0] is >= (byte)'0' and <= (byte)'9'; rest = rest[1..], count++)
        {
            if (count < 6)
            {
                micros = (micros * 10) + rest[0] - '0';
            }
            else
            {
                truncated |= rest[0] != '0';
            }
        }

        for (var i = count; i < 6; i++) micros *= 10;
        return count is > 0 and <= 9;
    }

    private static bool TryReadOffset(ReadOnlySpan<byte> rest, out int minutes)
    {
        minutes = 0;
        if (rest.Length == 1) return (rest[0] | 0x20) == 'z';
        if (rest.Length != 6 || rest[0] is not ((byte)'+' or (byte)'-') || rest[3] != ':') return false;
        var hour = Digits(rest, 1, 2);
        var minute = Digits(rest, 4, 2);
        if (hour is < 0 or > 23 || minute is < 0 or > 59) return false;
        minutes = (hour * 60) + minute;
        if (rest[0] == '-') minutes = -minutes;
        return true;
    }

    /// <summary>−1 when there is anything but digits.</summary>
    private static int Digits(ReadOnlySpan<byte> text, int start, int count)
    {
        var value = 0;
        for (var i = start; i < start + count; i++)
        {
            if (text[i] is < (byte)'0' or > (byte)'9') return -1;
            value = (value * 10) + text[i] - '0';
        }

        return value;
    }
}
