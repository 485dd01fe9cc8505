using Frontline.Core.Road;

namespace Frontline.Testing.Receiver;

/// <summary>Takes every batch and keeps a copy, in order. Thread-safe.</summary>
public sealed class RecordingInbox : IInbox
{
    private readonly List<ReceivedBatch> batches = [];

    public string? Refusal => null;

    public IReadOnlyList<ReceivedBatch> Batches
    {
        get
        {
            lock (batches)
                return [.. batches];
        }
    }

    public ValueTask<long> AppendAsync(ReceivedBatch batch, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        lock (batches)
        {
            // The body is only ours until the call returns.
            batches.Add(batch with { Body = batch.Body.ToArray() });
            return ValueTask.FromResult(batches.Count - 1L);
        }
    }
}
