using Frontline.Core.Road;

namespace Frontline.Embedded.Log;

/// <summary>The Inbox on one machine: received batches as records of a <see cref="SegmentLog"/>; a receipt is the record's position.</summary>
public sealed class LogInbox(SegmentLog log) : IInbox, IInboxRecovery
{
    public string? Refusal => log.Refusal;

    public string? Recovery => log.Recovery?.ToString();

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The batch is larger than a record may be: the Receiver's bounds must not allow that.</exception>
    public ValueTask<long> AppendAsync(ReceivedBatch batch, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var bytes = ReceivedBatchCodec.Measure(batch);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, log.RecordBytesMax, nameof(batch));
        return BatchRecord.IsWorthPacking(bytes)
            ? AppendPackedAsync(batch, bytes, cancellation)
            : log.AppendAsync(bytes, batch, static (destination, batch) => ReceivedBatchCodec.Write(batch, destination), cancellation);
    }

    private async ValueTask<long> AppendPackedAsync(ReceivedBatch batch, int bytes, CancellationToken cancellation)
    {
        using var record = BatchRecord.Pack(batch, bytes);
        return await log.AppendAsync(record.Bytes.Length, record.Bytes, static (destination, bytes) => bytes.Span.CopyTo(destination), cancellation).ConfigureAwait(false);
    }
}
