using Frontline.Core.Road;

namespace Frontline.Receiver.WarmUp;

internal sealed class DiscardingInbox : IInbox
{
    public string? Refusal => null;

    public async ValueTask<long> AppendAsync(ReceivedBatch batch, CancellationToken cancellation = default)
    {
        // Come back on another thread, as a group commit does.
        await Task.Yield();
        return 0;
    }
}
