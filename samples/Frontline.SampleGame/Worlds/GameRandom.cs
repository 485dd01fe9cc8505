namespace Frontline.SampleGame.Worlds;

/// <summary>A small seeded generator (SplitMix64, Steele, Lea, Flood 2014): the same on every platform and runtime, cheap to start for each player and day.</summary>
internal struct GameRandom(ulong seed)
{
    private ulong state = seed;

    /// <summary>A generator of its own for a player and a purpose (a day's number, or one of the negative ones below), whatever was drawn for others.</summary>
    public static GameRandom For(ulong seed, long player, long purpose)
    {
        var mixed = new GameRandom(seed ^ ((ulong)player * 0xD1342543DE82EF95UL) ^ ((ulong)purpose * 0xAF251AF3B0F025B5UL));
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

    /// <summary>Uniform in [<paramref name="least"/>, <paramref name="end"/>).</summary>
    public long Between(long least, long end) => least + (long)(NextUnit() * (end - least));

    public bool Chance(double probability) => NextUnit() < probability;

    /// <summary>The index of one of some weights that sum to 1.</summary>
    public int Weighted(ReadOnlySpan<double> weights)
    {
        var left = NextUnit();
        for (var i = 0; i < weights.Length - 1; i++)
        {
            left -= weights[i];
            if (left < 0)
            {
                return i;
            }
        }

        return weights.Length - 1;
    }
}
