namespace Frontline.Core.State;

/// <summary>The Recorder's embedded key-value store. It holds nothing that the lake does not; losing it costs time, never data.</summary>
/// <remarks>One writer; reads may come from other threads. Keys are ordered as unsigned bytes. docs/specs/lake.md, "Keyed state", lists the prefixes.</remarks>
public interface IKeyedState : IDisposable
{
    /// <summary>The value of a key as of the last <see cref="Commit"/>, or null.</summary>
    byte[]? Get(ReadOnlySpan<byte> key);

    bool Contains(ReadOnlySpan<byte> key);

    /// <summary>Keys and values whose key starts with a prefix, in key order, as of the call.</summary>
    IEnumerable<KeyValuePair<byte[], byte[]>> Scan(byte[] prefix);

    /// <summary>Applies a batch atomically: after a crash either all of it is there or none, and never a later batch without an earlier one. It need not be durable.</summary>
    void Commit(StateBatch batch);
}
