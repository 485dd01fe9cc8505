using Frontline.Core.Road;

namespace Frontline.Testing.Receiver;

/// <summary>Takes two batches, throws on the third, and so on; says beforehand that it takes all.</summary>
public sealed class InboxThatFailsEveryThirdAppend(Exception failure) : IInbox
{
    private readonly RecordingInbox taken = new();
    private int appends;

    public string? Refusal => null;

    public IReadOnlyList<ReceivedBatch> Batches => taken.Batches;

    public async ValueTask<long> AppendAsync(ReceivedBatch batch, CancellationToken cancellation = default)
    {
        await Task.Yield();
        return Interlocked.Increment(ref appends) % 3 == 0 ? throw failure : await taken.AppendAsync(batch, cancellation).ConfigureAwait(false);
    }
}
