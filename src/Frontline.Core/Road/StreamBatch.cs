namespace Frontline.Core.Road;

/// <summary>One batch on the Stream: a received batch after the Enricher, every event of it as an event or a reject, in index order.</summary>
public sealed class StreamBatch
{
    /// <summary>The Stream position this batch occupies: [Position, Position + 1).</summary>
    public required long Position { get; init; }

    public required string Game { get; init; }

    public required WriteKeyKind Key { get; init; }

    public required Timestamp ReceivedAt { get; init; }

    /// <summary>The number of events as counted by the Receiver: the ledger's "received", counted independently of <see cref="Items"/>.</summary>
    public required int EventCount { get; init; }

    public required IReadOnlyList<StreamItem> Items { get; init; }

    public ImportRange? Import { get; init; }

    public ReplayedRejects? Replay { get; init; }

    /// <summary>Versions of what the Enricher used (plan, rates, databases), for the chain entry.</summary>
    public IReadOnlyDictionary<string, string>? Versions { get; init; }
}
