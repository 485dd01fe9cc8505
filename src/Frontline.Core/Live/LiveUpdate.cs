namespace Frontline.Core.Live;

/// <summary>What one chain entry changed in the live windows: absolute numbers, so that publishing it twice does no harm.</summary>
public sealed record LiveUpdate
{
    public required LivePosition Position { get; init; }

    /// <summary>Whether this is all there is: a store forgets what it holds of the chain's partition first. Sent when the windows were restored.</summary>
    public required bool Complete { get; init; }

    /// <summary>The oldest minute kept, minutes since 1970; windows before it are dropped. Never decreases.</summary>
    public required long OldestMinute { get; init; }

    /// <summary>All games that have windows; days before a game's oldest are dropped.</summary>
    public required IReadOnlyList<LiveGame> Games { get; init; }

    /// <summary>In no particular order; a window and value occurs at most once.</summary>
    public required IReadOnlyList<LiveChange> Changes { get; init; }
}
