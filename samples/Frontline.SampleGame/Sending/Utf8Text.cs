using System.Buffers.Text;

namespace Frontline.SampleGame.Sending;

/// <summary>Text being written as UTF-8 bytes, faster than a JSON writer since everything the game writes is known to need no escaping.</summary>
internal sealed class Utf8Text
{
    private static ReadOnlySpan<byte> Hex => "0123456789abcdef"u8;

    private byte[] bytes;

    // The date of the last time written, so that neighbours share it.
    private readonly byte[] date;
    private long dateDay;

    public Utf8Text(int capacity)
    {
        bytes = new byte[capacity];
        date = new byte[10];
        dateDay = long.MinValue;
    }

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, Length);

    public byte[] ToArray() => Written.ToArray();

    public void Clear() => Length = 0;

    public void Add(ReadOnlySpan<byte> text)
    {
        text.CopyTo(Free(text.Length));
        Length += text.Length;
    }

    public void Add(byte one)
    {
        Free(1)[0] = one;
        Length++;
    }

    public void Add(long number)
    {
        Utf8Formatter.TryFormat(number, Free(20), out var written);
        Length += written;
    }

    /// <summary>16 hexadecimal digits.</summary>
    public void AddHex(ulong bits)
    {
        var to = Free(16);
        for (var i = 0; i < 16; i++)
        {
            to[i] = Hex[(int)(bits >> 60)];
            bits <<= 4;
        }

        Length += 16;
    }

    /// <summary>A version 4 UUID of the given random bits.</summary>
    public void AddUuid(ulong high, ulong low)
    {
        high = (high & ~0xF000UL) | 0x4000;
        low = (low & ~(3UL << 62)) | (2UL << 62);
        var to = Free(36);
        for (var i = 0; i < 36; i++)
        {
            if (i is 8 or 13 or 18 or 23)
            {
                to[i] = (byte)'-';
                continue;
            }

            ref var bits = ref i < 18 ? ref high : ref low;
            to[i] = Hex[(int)(bits >> 60)];
            bits <<= 4;
        }

        Length += 36;
    }

    /// <summary>Millionths, without trailing zeros.</summary>
    public void AddAmount(long millionths)
    {
        Add(millionths / 1_000_000);
        var fraction = millionths % 1_000_000;
        if (fraction == 0)
        {
            return;
        }

        Add((byte)'.');
        for (var digit = 100_000L; fraction > 0; digit /= 10)
        {
            Add((byte)('0' + (fraction / digit)));
            fraction %= digit;
        }
    }

    /// <summary>RFC 3339 with milliseconds, of milliseconds since 1970 (not before).</summary>
    public void AddTime(long millis)
    {
        const long DayMillis = 24 * 60 * 60 * 1000;
        var day = millis / DayMillis;
        if (day != dateDay)
        {
            dateDay = day;
            var civil = DateOnly.FromDayNumber((int)day + Worlds.ZoneDays.EpochDay);
            Digits(date, civil.Year, 4);
            date[4] = date[7] = (byte)'-';
            Digits(date.AsSpan(5), civil.Month, 2);
            Digits(date.AsSpan(8), civil.Day, 2);
        }

        var left = (int)(millis % DayMillis);
        var to = Free(24);
        date.CopyTo(to);
        to[10] = (byte)'T';
        Digits(to[11..], left / 3_600_000, 2);
        to[13] = to[16] = (byte)':';
        Digits(to[14..], left / 60_000 % 60, 2);
        Digits(to[17..], left / 1000 % 60, 2);
        to[19] = (byte)'.';
        Digits(to[20..], left % 1000, 3);
        to[23] = (byte)'Z';
        Length += 24;
    }

    private static void Digits(Span<byte> to, int number, int count)
    {
        for (var i = count - 1; i >= 0; i--)
        {
            to[i] = (byte)('0' + (number % 10));
            number /= 10;
        }
    }

    private Span<byte> Free(int count)
    {
        if (bytes.Length - Length < count)
        {
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, Length + count));
        }

        return bytes.AsSpan(Length);
    }
}
