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

    public string? UserAgent { get; init; }

    public string? RemoteAddress { get; init; }

    /// <summary>Set for imports: where in the imported content each event came from.</summary>
    public ImportRange? Import { get; init; }
}
