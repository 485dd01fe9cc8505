namespace Frontline.Embedded.State;

/// <summary>How much memory the keyed state may take. The defaults stay below 96 MiB whatever the state's size.</summary>
public sealed record RocksDbStateOptions
{
    /// <summary>Blocks, indexes and filters held in memory; at least 1 MiB.</summary>
    public int BlockCacheBytes { get; init; } = 48 << 20;

    /// <summary>One memtable, 64 KiB to 1 GiB. Up to <see cref="MemtablesMax"/> exist while earlier ones are flushed.</summary>
    public int MemtableBytes { get; init; } = 8 << 20;

    /// <summary>2 to 64; at least 2, so that a flush does not stop commits.</summary>
    public int MemtablesMax { get; init; } = 5;

    /// <summary>Bits of Bloom filter a key, 1 to 64: 10 give a false positive in a hundred.</summary>
    public int FilterBitsPerKey { get; init; } = 10;

    /// <summary>Files held open, at least 16.</summary>
    public int OpenFilesMax { get; init; } = 512;

    /// <summary>Every error in these options, a sentence each; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        Between(BlockCacheBytes, 1 << 20, int.MaxValue, nameof(BlockCacheBytes));
        Between(MemtableBytes, 64 << 10, 1 << 30, nameof(MemtableBytes));
        Between(MemtablesMax, 2, 64, nameof(MemtablesMax));
        Between(FilterBitsPerKey, 1, 64, nameof(FilterBitsPerKey));
        Between(OpenFilesMax, 16, 1_000_000, nameof(OpenFilesMax));
        return errors;

        void Between(int value, int least, int most, string name)
        {
            if (value < least || value > most)
                errors.Add($"{name} is {value} and must be between {least} and {most}.");
        }
    }
}
