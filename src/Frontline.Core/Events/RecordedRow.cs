using Frontline.Core.Road;

namespace Frontline.Core.Events;

/// <summary>A row of the lake: an event, a reject or a duplicate, with what the Recorder decided about it. docs/specs/lake.md, "Rows".</summary>
public sealed class RecordedRow
{
    public required Outcome Outcome { get; init; }

    public required string Game { get; init; }

    /// <summary>Number of the chain entry that commits the row; known when the entry is drafted.</summary>
    public long Entry { get; set; }

    /// <summary>The entry's <c>recorded_at</c>; known with <see cref="Entry"/>. Null in rows that were recorded before rows had it.</summary>
    public Timestamp? RecordedAt { get; set; }

    public required Receipt Receipt { get; init; }

    public required Timestamp ReceivedAt { get; init; }

    public required WriteKeyKind Key { get; init; }

    public required UInt128 Identity { get; init; }

    public string? ImportHash { get; init; }

    public long? ImportRow { get; init; }

    public int? ImportNumber { get; init; }

    /// <summary>Fingerprint of the mapping an imported event was made with, so that what is known of an import can be rebuilt from its rows.</summary>
    public string? ImportMapping { get; init; }

    /// <summary>The reject that the event was before it was replayed; null for what was sent or imported.</summary>
    public RejectId? ReplayOf { get; init; }

    public required EventFields Event { get; init; }

    /// <summary>Dense number of the player; 0 for rejects and duplicates.</summary>
    public long PlayerKey { get; set; }

    /// <summary>The event time the Recorder fixed; default for rejects and duplicates.</summary>
    public Timestamp Time { get; set; }

    /// <summary>What was added to the client time, in microseconds.</summary>
    public long ClockOffsetMicros { get; set; }

    /// <summary>Whether the row counts in the live windows.</summary>
    public bool Live { get; set; }

    /// <summary>Whether the transaction_id was seen before for this player and store.</summary>
    public bool RepeatTransaction { get; set; }

    public Reject? Reject { get; init; }

    public DuplicateOf? DuplicateOf { get; init; }
}
