using Frontline.Core.State;
using RocksDbSharp;

namespace Frontline.Embedded.State;

/// <summary>
/// Keyed state in RocksDB. There is no write-ahead log: a commit is in a memtable until a flush, and a crash falls back to an earlier commit, from which
/// the Recorder replays the chain. One column family, so memtables are flushed in commit order and a batch is never split over two
/// of them: after any crash the state is exactly the one of some earlier commit, its position included (docs/adr/0002-rocksdb-keyed-state.md).
/// </summary>
public sealed class RocksDbState : IKeyedState, IStateSnapshots
{
    /// <summary>Left in the folder when a read or write failed, so that the next start throws the state away instead of failing at the same place again.</summary>
    internal const string DamageMarker = "DAMAGED";

    /// <summary>About ten seconds: later spins sleep for a millisecond each.</summary>
    private const int ReaderWaitSpins = 10_000;

    /// <summary>How the native options say true.</summary>
    private const byte Yes = 1;

    private readonly string directory;
    private readonly RocksDb database;
    private readonly WriteOptions writeOptions;
    private readonly RocksDbBlockCache blockCache;

    // Native code crashes the process when a database is used after its end; readers on other threads are counted instead of trusted.
    private int readers;
    private volatile bool disposed;

    internal RocksDbState(string directory, RocksDbStateOptions options)
    {
        this.directory = directory;
        writeOptions = new WriteOptions().DisableWal(1);
        blockCache = new RocksDbBlockCache(options.BlockCacheBytes);
        try
        {
            database = RocksDb.Open(DatabaseOptions(options, blockCache), directory);
        }
        catch
        {
            blockCache.Dispose();
            throw;
        }
    }

    public byte[]? Get(ReadOnlySpan<byte> key)
    {
        Enter();
        try
        {
            return database.Get(key);
        }
        catch (RocksDbException fault)
        {
            throw Damaged(fault);
        }
        finally
        {
            Leave();
        }
    }

    public bool Contains(ReadOnlySpan<byte> key)
    {
        Enter();
        try
        {
            return database.HasKey(key);
        }
        catch (RocksDbException fault)
        {
            throw Damaged(fault);
        }
        finally
        {
            Leave();
        }
    }

    public IEnumerable<KeyValuePair<byte[], byte[]>> Scan(byte[] prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        Enter();
        try
        {
            // The iterator sees the state as of its creation, which is this call, not the first step of the enumeration.
            return new RocksDbScan(database.NewIterator(), prefix, Leave, Damaged);
        }
        catch
        {
            Leave();
            throw;
        }
    }

    public void Commit(StateBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        Enter();
        try
        {
            using var writes = new WriteBatch();
            foreach (var change in batch.Changes)
            {
                switch (change.Kind)
                {
                    case StateChangeKind.Put:
                        writes.Put(change.Key, change.Value);
                        break;
                    case StateChangeKind.Delete:
                        writes.Delete(change.Key);
                        break;
                    case StateChangeKind.DeleteRange:
                        writes.DeleteRange(change.Key, (ulong)change.Key.Length, change.Value, (ulong)change.Value.Length);
                        break;
                    default:
                        throw new ArgumentOutOfRangeException(nameof(batch), change.Kind, "Unknown kind of change");
                }
            }

            database.Write(writes, writeOptions);
        }
        catch (RocksDbException fault)
        {
            throw Damaged(fault);
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Flushes the memtable and hard-links every live file: a copy of gigabytes takes milliseconds.</summary>
    public IReadOnlyList<string> Export(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        Enter();
        try
        {
            // RocksDB makes the folder itself and refuses one that exists.
            if (Directory.Exists(directory))
            {
                Directory.Delete(directory);
            }

            using var checkpoint = database.Checkpoint();
            checkpoint.Save(directory, logSizeForFlush: 0);
            return [.. Directory.EnumerateFiles(directory).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
        }
        catch (RocksDbException fault)
        {
            throw Damaged(fault);
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Table files are written once under ever growing numbers; CURRENT, MANIFEST and OPTIONS are written anew with each export.</summary>
    public bool IsMutableName(string fileName)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        return !fileName.EndsWith(".sst", StringComparison.Ordinal);
    }

    public void Dispose()
    {
        if (disposed)
        {
            return;
        }

        disposed = true;
        var spin = default(SpinWait);
        while (Volatile.Read(ref readers) != 0 && spin.Count < ReaderWaitSpins)
        {
            spin.SpinOnce();
        }

        // A reader that never came back (a scan nobody ended) keeps the database open: a leak at the end of a process, where closing would crash it.
        if (Volatile.Read(ref readers) == 0)
        {
            database.Dispose();
            blockCache.Dispose();
        }
    }

    private static DbOptions DatabaseOptions(RocksDbStateOptions options, RocksDbBlockCache blockCache)
    {
        var tables = new BlockBasedTableOptions()
            .SetBlockCache(blockCache.Handle)
            .SetBlockSize(4 << 10)
            .SetFilterPolicy(BloomFilterPolicy.Create(options.FilterBitsPerKey, use_block_based_builder: false))
            .SetWholeKeyFiltering(true)
            .SetFormatVersion(5)

            // Indexes and filters count against the cache's bound, in partitions of a few kilobytes: as one block, the filter of a table is most of a megabyte,
            // and a look-up that has to read it takes 100 times as long.
            .SetIndexType(BlockBasedTableIndexType.TwoLevelIndex)
            .SetCacheIndexAndFilterBlocks(true)
            .SetPinL0FilterAndIndexBlocksInCache(true);
        Native.Instance.rocksdb_block_based_options_set_partition_filters(tables.Handle, Yes);
        Native.Instance.rocksdb_block_based_options_set_pin_top_level_index_and_filter(tables.Handle, Yes);
        Native.Instance.rocksdb_block_based_options_set_metadata_block_size(tables.Handle, 4 << 10);
        Compression[] perLevel = [Compression.No, Compression.No, Compression.Lz4, Compression.Lz4, Compression.Lz4, Compression.Zstd, Compression.Zstd];
        return new DbOptions()
            .SetCreateIfMissing(true)
            .SetParanoidChecks(true)
            .SetBlockBasedTableFactory(tables)
            .SetNumLevels(perLevel.Length)
            .SetCompressionPerLevel(perLevel, (ulong)perLevel.Length)
            .SetLevelCompactionDynamicLevelBytes(true)
            .SetWriteBufferSize((ulong)options.MemtableBytes)
            .SetMaxWriteBufferNumber(options.MemtablesMax)

            // Small tables keep their filters small enough to move in and out of the cache, and snapshots incremental.
            .SetTargetFileSizeBase(16 << 20)
            .SetMaxBytesForLevelBase(64 << 20)

            // A commit waits for nobody: compaction may fall behind a burst, and look-ups then read a few more filters.
            .SetLevel0FileNumCompactionTrigger(4)
            .SetLevel0SlowdownWritesTrigger(48)
            .SetLevel0StopWritesTrigger(96)
            .SetMaxBackgroundFlushes(1)
            .SetMaxBackgroundCompactions(1)
            .SetMaxOpenFiles(options.OpenFilesMax)
            .SetMaxManifestFileSize(16 << 20)
            .SetMaxLogFileSize(1 << 20)
            .SetKeepLogFileNum(2)
            .SetStatsDumpPeriodSec(0)
            .SetInfoLogLevel(InfoLogLevel.Warn);
    }

    private void Enter()
    {
        Interlocked.Increment(ref readers);
        if (disposed)
        {
            Leave();
            throw new ObjectDisposedException(nameof(RocksDbState));
        }
    }

    private void Leave() => Interlocked.Decrement(ref readers);

    private KeyedStateDamagedException Damaged(RocksDbException fault)
    {
        try
        {
            File.WriteAllText(Path.Combine(directory, DamageMarker), fault.Message);
        }
        catch (IOException)
        {
            // The marker only spares the next start a second failure; the first one is reported either way.
        }

        return new KeyedStateDamagedException($"The keyed state in {directory} cannot be used: {fault.Message} It is rebuilt from the lake at the next start.", fault);
    }
}
