using Frontline.Core.Events;

namespace Frontline.Core.Road;

/// <summary>An event on the Stream, good or bad. Identity and receipt were fixed before any step that can be switched or changed.</summary>
public sealed class StreamItem
{
    public required Receipt Receipt { get; init; }

    /// <summary>docs/specs/lake.md, "Identity". Zero for a reject whose player or id could not be read.</summary>
    public required UInt128 Identity { get; init; }

    /// <summary>Hash of (game, player_id as sent); the receipt's hash for a reject without a player.</summary>
    public required ulong PartitionKey { get; init; }

    /// <summary>The event as far as it could be read; for a reject its name, player and ids only, when known.</summary>
    public required EventFields Event { get; init; }

    /// <summary>Set when the event is a reject.</summary>
    public Reject? Reject { get; init; }

    /// <summary>The event's bytes as sent, of which the Recorder makes a reject's payload when it refuses the event itself (its clock); empty for a reject, which carries its own.</summary>
    public ReadOnlyMemory<byte> Raw { get; init; }

    /// <summary>What stood beside <c>events</c> in the batch, of which the Recorder makes such a reject's; shared by the batch's events. Empty when there was nothing, and for a reject, which carries its own.</summary>
    public ReadOnlyMemory<byte> BatchContext { get; init; }

    public long? ImportRow { get; init; }

    public int? ImportNumber { get; init; }
}
