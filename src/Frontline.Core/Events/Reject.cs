namespace Frontline.Core.Events;

/// <summary>Why an event was not recorded: data that travels on, is kept, can be looked at, fixed and replayed.</summary>
public sealed class Reject
{
    /// <summary>Who rejected it: <c>receiver</c>, <c>parse</c>, <c>validate</c>, <c>enrich</c> or <c>record</c>.</summary>
    public required string Stage { get; init; }

    /// <summary>At least one, in the order found.</summary>
    public required IReadOnlyList<Violation> Violations { get; init; }

    /// <summary>The version of the program that rejected it.</summary>
    public required string Processor { get; init; }

    /// <summary>The event as sent.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>
    /// What stood beside <c>events</c> in the batch (<c>sent_at</c>, <c>context</c>) as a JSON object, so that the event can be sent again as it was;
    /// empty when there was nothing. One copy is shared by all rejects of a batch; a context over its bound comes with the first only.
    /// </summary>
    public ReadOnlyMemory<byte> BatchContext { get; init; }
}
