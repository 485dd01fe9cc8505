namespace Frontline.Embedded.State;

/// <summary>How much memory the keyed state may take. The defaults stay below 96 MiB whatever the state's size.</summary>
public sealed record RocksDbStateOptions
{
    /// <summary>Blocks, indexes and filters held in memory.</summary>
    public int BlockCacheBytes { get; init; } = 48 << 20;

    /// <summary>One memtable. Up to <see cref="MemtablesMax"/> exist while earlier ones are flushed.</summary>
    public int MemtableBytes { get; init; } = 8 << 20;

    /// <summary>At least 2, so that a flush does not stop commits.</summary>
    public int MemtablesMax { get; init; } = 5;

    /// <summary>Bits of Bloom filter a key: 10 give a false positive in a hundred.</summary>
    public int FilterBitsPerKey { get; init; } = 10;

    public int OpenFilesMax { get; init; } = 512;
}
