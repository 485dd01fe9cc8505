namespace Frontline.Core.Road;

/// <summary>The queue of received batches: at-least-once, durable. An append log on one machine, SQS at scale.</summary>
public interface IInbox
{
    /// <summary>Appends a batch and returns its receipt once it is durable. Concurrent calls share a group commit. The body may be reused after the call returns.</summary>
    /// <exception cref="InboxUnavailableException">It cannot be taken now: the caller answers 503 with an empty body.</exception>
    ValueTask<long> AppendAsync(ReceivedBatch batch, CancellationToken cancellation = default);

    /// <summary>Null while batches are accepted, else the reason in a sentence for the person on call. Cheap: asked before a body is read.</summary>
    string? Refusal { get; }
}
