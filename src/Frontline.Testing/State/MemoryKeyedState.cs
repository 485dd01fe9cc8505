using System.Buffers.Binary;
using Frontline.Core.State;

namespace Frontline.Testing.State;

/// <summary>A keyed state in memory.</summary>
public sealed class MemoryKeyedState : IKeyedState, IStateSnapshots
{
    internal const string FileName = "state.bin";

    private readonly Lock gate = new();
    private readonly SortedDictionary<byte[], byte[]> content;
    private bool disposed;

    public MemoryKeyedState()
        : this(new SortedDictionary<byte[], byte[]>(KeyOrder.Instance))
    {
    }

    internal MemoryKeyedState(SortedDictionary<byte[], byte[]> content) => this.content = content;

    /// <summary>Everything in it, in key order.</summary>
    public IReadOnlyList<KeyValuePair<byte[], byte[]>> Content
    {
        get
        {
            lock (gate)
            {
                return [.. content];
            }
        }
    }

    public byte[]? Get(ReadOnlySpan<byte> key)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            return content.TryGetValue(key.ToArray(), out var value) ? [.. value] : null;
        }
    }

    public bool Contains(ReadOnlySpan<byte> key) => Get(key) is not null;

    public IEnumerable<KeyValuePair<byte[], byte[]>> Scan(byte[] prefix)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            return [.. content.Where(pair => pair.Key.AsSpan().StartsWith(prefix)).Select(pair => KeyValuePair.Create((byte[])[.. pair.Key], (byte[])[.. pair.Value]))];
        }
    }

    public void Commit(StateBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            foreach (var change in batch.Changes)
            {
                switch (change.Kind)
                {
                    case StateChangeKind.Put:
                        content[[.. change.Key]] = [.. change.Value];
                        break;
                    case StateChangeKind.Delete:
                        content.Remove(change.Key);
                        break;
                    default:
                        foreach (var key in content.Keys.Where(key => key.AsSpan().SequenceCompareTo(change.Key) >= 0 && key.AsSpan().SequenceCompareTo(change.Value) < 0).ToList())
                        {
                            content.Remove(key);
                        }

                        break;
                }
            }
        }
    }

    public IReadOnlyList<string> Export(string directory)
    {
        Directory.CreateDirectory(directory);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            using var file = File.Create(Path.Combine(directory, FileName));
            Span<byte> length = stackalloc byte[sizeof(int)];
            foreach (var part in content.SelectMany(pair => new[] { pair.Key, pair.Value }))
            {
                BinaryPrimitives.WriteInt32LittleEndian(length, part.Length);
                file.Write(length);
                file.Write(part);
            }
        }

        return [FileName];
    }

    public bool IsMutableName(string fileName) => true;

    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
        }
    }

    internal static SortedDictionary<byte[], byte[]> Read(string path)
    {
        var content = new SortedDictionary<byte[], byte[]>(KeyOrder.Instance);
        using var reader = new BinaryReader(File.OpenRead(path));
        while (reader.BaseStream.Position < reader.BaseStream.Length)
        {
            var key = reader.ReadBytes(reader.ReadInt32());
            content[key] = reader.ReadBytes(reader.ReadInt32());
        }

        return content;
    }

    internal SortedDictionary<byte[], byte[]> Copy()
    {
        lock (gate)
        {
            return new SortedDictionary<byte[], byte[]>(content, KeyOrder.Instance);
        }
    }
}
