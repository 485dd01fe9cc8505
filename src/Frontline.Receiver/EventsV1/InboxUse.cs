using Frontline.Core.Road;

namespace Frontline.Receiver.EventsV1;

/// <summary>Appends batches to the Inbox: <c>POST /v1/events</c>. What is answered is on disk.</summary>
internal sealed class InboxUse(IInbox inbox, ReceiverOptions options, ReceiverCounters counters) : IBatchUse
{
    private readonly AcceptedAnswers answers = new(options.EventsPerBatchMax);

    public string? Refusal => inbox.Refusal;

    public async ValueTask<byte[]> TakeAsync(ReceivedBatch batch, int unknownFieldCount)
    {
        if (batch.EventCount > 0)
        {
            await inbox.AppendAsync(batch, CancellationToken.None).ConfigureAwait(false);
            counters.Accept(batch.EventCount, unknownFieldCount);
        }

        return answers.Of(batch.EventCount);
    }
}
