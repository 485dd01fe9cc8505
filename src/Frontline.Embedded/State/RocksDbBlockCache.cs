using RocksDbSharp;

namespace Frontline.Embedded.State;

/// <summary>The block cache, in few shards: the binding's own has 64, and a block larger than what a shard has to spare would be read from disk each time.</summary>
internal sealed class RocksDbBlockCache : IDisposable
{
    /// <summary>Four shards: two threads look keys up.</summary>
    private const int ShardBits = 2;

    public RocksDbBlockCache(int bytes)
    {
        var options = Native.Instance.rocksdb_lru_cache_options_create();
        Native.Instance.rocksdb_lru_cache_options_set_capacity(options, (nuint)bytes);
        Native.Instance.rocksdb_lru_cache_options_set_num_shard_bits(options, ShardBits);
        Handle = Native.Instance.rocksdb_cache_create_lru_opts(options);
        Native.Instance.rocksdb_lru_cache_options_destroy(options);
    }

    public IntPtr Handle { get; private set; }

    /// <summary>Gives up this reference; a database that still uses the cache keeps it.</summary>
    public void Dispose()
    {
        if (Handle != IntPtr.Zero)
        {
            Native.Instance.rocksdb_cache_destroy(Handle);
            Handle = IntPtr.Zero;
        }
    }
}
