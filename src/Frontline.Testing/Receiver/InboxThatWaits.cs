using Frontline.Core.Road;

namespace Frontline.Testing.Receiver;

/// <summary>Does not return from an append before it is let go: to look at what happens while a batch is not yet durable.</summary>
public sealed class InboxThatWaits : IInbox
{
    private readonly TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RecordingInbox taken = new();

    public string? Refusal => null;

    public IReadOnlyList<ReceivedBatch> Batches => taken.Batches;

    /// <summary>Ends when an append has begun.</summary>
    public Task Entered => entered.Task;

    public void LetGo() => released.SetResult();

    public async ValueTask<long> AppendAsync(ReceivedBatch batch, CancellationToken cancellation = default)
    {
        entered.TrySetResult();
        await released.Task.WaitAsync(cancellation).ConfigureAwait(false);
        return await taken.AppendAsync(batch, cancellation).ConfigureAwait(false);
    }
}
