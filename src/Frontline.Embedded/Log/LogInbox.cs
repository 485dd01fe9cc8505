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
        return log.AppendAsync(ReceivedBatchCodec.Measure(batch), batch, static (destination, batch) => ReceivedBatchCodec.Write(batch, destination), cancellation);
    }
}
