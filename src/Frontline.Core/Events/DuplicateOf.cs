namespace Frontline.Core.Events;

/// <summary>By what a duplicate was recognised.</summary>
public enum DuplicateOf
{
    /// <summary>The event's identity lies within the dedupe window.</summary>
    Identity = 0,

    /// <summary>The imported row was recorded before.</summary>
    Import = 1,

    /// <summary>The reject was replayed before.</summary>
    Replay = 2,
}
