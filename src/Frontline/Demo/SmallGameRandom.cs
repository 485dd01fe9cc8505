namespace Frontline.Demo;

/// <summary>A small seeded generator (SplitMix64, Steele, Lea, Flood 2014): the same on every platform and runtime, cheap to start for each player and day.</summary>
internal struct SmallGameRandom(ulong seed)
{
    private ulong state = seed;

    /// <summary>A generator of its own for a player on a day, whatever was drawn for others.</summary>
    public static SmallGameRandom For(ulong seed, long player, int day)
    {
        var mixed = new SmallGameRandom(seed ^ ((ulong)player * 0xD1342543DE82EF95UL) ^ ((ulong)(uint)day * 0xAF251AF3B0F025B5UL));
        mixed.NextBits();
        return mixed;
    }

    public ulong NextBits()
    {
        state += 0x9E3779B97F4A7C15UL;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double NextUnit() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [0, <paramref name="end"/>).</summary>
    public int Next(int end) => (int)(NextUnit() * end);

    public bool Chance(double probability) => NextUnit() < probability;

    public T Pick<T>(ReadOnlySpan<T> choices) => choices[Next(choices.Length)];

    /// <summary>A random (version 4) UUID drawn from this generator.</summary>
    public Guid NextGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, NextBits());
        BitConverter.TryWriteBytes(bytes[8..], NextBits());
        bytes[7] = (byte)((bytes[7] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes);
    }
}
