using Frontline.Core;

namespace Frontline.Live;

/// <summary>What the live windows remember of a player.</summary>
internal sealed class Player(long key)
{
    /// <summary>The player's dense number.</summary>
    public long Key { get; } = key;

    public FirstSeen FirstSeen { get; set; }

    /// <summary>The install time, while <see cref="FirstSeen"/> is <see cref="FirstSeen.Recent"/>.</summary>
    public Timestamp InstalledAt { get; set; }

    /// <summary>The time of the first event, likewise.</summary>
    public Timestamp FirstAt { get; set; }

    /// <summary>The values of the first event, likewise.</summary>
    public DimensionValues FirstValues { get; set; }

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
