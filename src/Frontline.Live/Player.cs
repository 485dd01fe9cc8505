using Frontline.Core;

namespace Frontline.Live;

/// <summary>What the live windows remember of a player.</summary>
internal sealed class Player(long key)
{
    /// <summary>The time of an event that is not known: later than any.</summary>
    public static readonly Timestamp NoEvent = new(long.MaxValue);

    /// <summary>The player's dense number.</summary>
    public long Key { get; } = key;

    public FirstSeen FirstSeen { get; set; }

    /// <summary>The install time as known so far, unless that was <see cref="FirstSeen.LongAgo"/>; <see cref="NoEvent"/> when not known.</summary>
    public Timestamp InstalledAt { get; set; } = NoEvent;

    /// <summary>The time of the first player-made event, likewise.</summary>
    public Timestamp FirstAt { get; set; } = NoEvent;

    /// <summary>The values of that event.</summary>
    public DimensionValues FirstValues { get; set; } = DimensionValues.Unknown;

    /// <summary>Sessions that can still matter.</summary>
    public List<SessionRun> Runs { get; } = [];

    /// <summary>The day (since 1970) under which the sessions lie in the keyed state, 0 when there are none.</summary>
    public long Bucket { get; set; }

    public bool FirstChanged { get; set; }

    public bool RunsChanged { get; set; }

    /// <summary>Where the player's last event was counted.</summary>
    public Spot Minute { get; } = new();

    public Spot Day { get; } = new();
}
