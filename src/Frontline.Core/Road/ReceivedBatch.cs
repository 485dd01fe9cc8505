namespace Frontline.Core.Road;

/// <summary>What one HTTP request carried, as the Receiver accepted it: well-formed, within its bounds, not yet looked into.</summary>
public sealed record ReceivedBatch
{
    public required string Game { get; init; }

    public required WriteKeyKind Key { get; init; }

    public required BatchFormat Format { get; init; }

    public required Timestamp ReceivedAt { get; init; }

    /// <summary>The number of events in <see cref="Body"/>, at least 1: what "received" means in the ledger.</summary>
    public required int EventCount { get; init; }

    /// <summary>The inflated body, valid UTF-8 and well-formed JSON.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The request's <c>User-Agent</c>, cut to the Receiver's bound; null when there was none.</summary>
    public string? UserAgent { get; init; }

    /// <summary>Where the request came from, as IPv4 or IPv6 text; by default only its network, the other bits 0. Null for imports.</summary>
    public string? RemoteAddress { get; init; }

    /// <summary>Set for imports: where in the imported content each event came from.</summary>
    public ImportRange? Import { get; init; }

    /// <summary>Set for replays: the rejects that the events were.</summary>
    public ReplayedRejects? Replay { get; init; }
}
