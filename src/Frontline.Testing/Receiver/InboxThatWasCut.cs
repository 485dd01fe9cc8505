using Frontline.Core.Road;

namespace Frontline.Testing.Receiver;

/// <summary>Takes every batch, and says that its end was torn when it was opened.</summary>
public sealed class InboxThatWasCut : IInbox, IInboxRecovery
{
    private long next;

    public string? Refusal => null;

    public string? Recovery => "The end was torn: 17 bytes were cut.";

    public ValueTask<long> AppendAsync(ReceivedBatch batch, CancellationToken cancellation = default) => ValueTask.FromResult(Interlocked.Increment(ref next) - 1);
}
