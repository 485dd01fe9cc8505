namespace Frontline.Live;

/// <summary>How much is known about when a player came. The values are part of the keyed state's layout.</summary>
internal enum FirstSeen : byte
{
    /// <summary>No event yet that makes a player installed.</summary>
    Never = 0,

    /// <summary>Before every kept window, and since install times only move back, for ever.</summary>
    LongAgo = 1,

    /// <summary>In a kept window, or it was when last written.</summary>
    Recent = 2,
}
