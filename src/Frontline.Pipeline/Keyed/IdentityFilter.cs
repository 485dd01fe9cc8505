namespace Frontline.Pipeline.Keyed;

/// <summary>
/// A growing Bloom filter over identities: tells for sure that one was never added. Each part is a blocked filter (Putze, Sanders and Singler, "Cache-, Hash-
/// and Space-Efficient Bloom Filters", 2007), so a part costs one cache line a look-up.
/// </summary>
/// <remarks>Identities are hashes already: their upper half chooses the block, their lower half the bits. Not thread-safe.</remarks>
internal sealed class IdentityFilter
{
    /// <summary>Nothing smaller is allocated: it would not outweigh the objects around it.</summary>
    public const int PartBytesMin = 1024;

    /// <summary>What one array of words may take with room to spare.</summary>
    private const long PartBytesMax = 1L << 30;

    private const int BlockWords = 8;
    private const int BlockBits = BlockWords * 64;
    private const int BlockBytes = BlockBits / 8;

    /// <summary>Bits a key sets in its block, of 9 bits of the hash each.</summary>
    private const int Probes = 5;

    /// <summary>Parts up to this size take 16 bits a key (a false answer in 800), so that the many small ones of a grown filter add little.</summary>
    private const int PreciseBytesMax = 2 << 20;

    private readonly List<ulong[]> parts = [];
    private long room;

    /// <summary>Memory of all parts.</summary>
    public long Bytes { get; private set; }

    /// <summary>What the next part will take once this one is full.</summary>
    public long NextBytes
    {
        get
        {
            if (parts.Count == 0)
            {
                return PartBytesMin;
            }

            var last = (long)parts[^1].Length * sizeof(ulong);
            return Math.Min(last * (last <= PreciseBytesMax ? 4 : 2), PartBytesMax);
        }
    }

    /// <summary>Whether the next key needs another part first.</summary>
    public bool IsFull => room == 0;

    /// <summary>Makes room for more keys.</summary>
    /// <param name="bytes">Size of the new part; rounded down to whole blocks, and at least one.</param>
    public void Grow(long bytes)
    {
        var blocks = Math.Max(1, bytes / BlockBytes);
        parts.Add(new ulong[blocks * BlockWords]);
        Bytes += blocks * BlockBytes;
        room = blocks * BlockBits / (bytes <= PreciseBytesMax ? 16 : 8);
    }

    /// <summary>Adds a key.</summary>
    /// <exception cref="InvalidOperationException">The filter is full: its answers would lose their worth.</exception>
    public void Add(UInt128 identity)
    {
        if (IsFull)
        {
            throw new InvalidOperationException("The filter is full");
        }

        var block = Block(parts[^1], identity);
        var bits = (ulong)identity;
        for (var probe = 0; probe < Probes; probe++, bits >>= 9)
        {
            block[(int)(bits >> 6 & 7)] |= 1UL << (int)(bits & 63);
        }

        room--;
    }

    /// <summary>False when the key was never added; true when it was, and seldom when it was not.</summary>
    public bool MayContain(UInt128 identity)
    {
        for (var part = parts.Count - 1; part >= 0; part--)
        {
            if (MayContain(Block(parts[part], identity), (ulong)identity))
            {
                return true;
            }
        }

        return false;
    }

    private static bool MayContain(ReadOnlySpan<ulong> block, ulong bits)
    {
        for (var probe = 0; probe < Probes; probe++, bits >>= 9)
        {
            if ((block[(int)(bits >> 6 & 7)] >> (int)(bits & 63) & 1) == 0)
            {
                return false;
            }
        }

        return true;
    }

    private static Span<ulong> Block(ulong[] part, UInt128 identity)
    {
        var high = (ulong)(identity >> 64);
        var block = (int)Math.BigMul(high, (ulong)(part.Length / BlockWords), out _);
        return part.AsSpan(block * BlockWords, BlockWords);
    }
}
