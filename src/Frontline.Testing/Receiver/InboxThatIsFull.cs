using Frontline.Core.Road;

namespace Frontline.Testing.Receiver;

/// <summary>Refuses before anything is read, and would throw if asked all the same.</summary>
public sealed class InboxThatIsFull : IInbox
{
    public string? Refusal => "The disk is full.";

    public ValueTask<long> AppendAsync(ReceivedBatch batch, CancellationToken cancellation = default) =>
        throw new InboxUnavailableException("The disk is full.", isTransient: true);
}
