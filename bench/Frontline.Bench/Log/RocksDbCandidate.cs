using System.Buffers.Binary;
using RocksDbSharp;

namespace Frontline.Bench.Log;

/// <summary>RocksDB's write-ahead log: its own group commit, synced, with recycled log files.</summary>
internal sealed class RocksDbCandidate : ILogCandidate
{
    private readonly RocksDb database;
    private readonly WriteOptions synced = new WriteOptions().SetSync(true);
    private long next;

    public RocksDbCandidate(string directory) => database = RocksDb.Open(
        new DbOptions().SetCreateIfMissing(true).SetRecycleLogFileNum(4).SetWriteBufferSize(64UL * 1024 * 1024).SetDisableAutoCompactions(1),
        directory);

    public string Name => "RocksDB";

    public bool Blocks => true;

    public ValueTask AppendAsync(ReadOnlyMemory<byte> record)
    {
        Span<byte> key = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(key, Interlocked.Increment(ref next));
        database.Put(key, record.Span, cf: null, synced);
        return ValueTask.CompletedTask;
    }

    public ValueTask TrimAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        database.Dispose();
        return ValueTask.CompletedTask;
    }
}
