namespace Frontline.SampleGame.Sending;

/// <summary>With which kind of write key something is sent.</summary>
public enum SendKey
{
    /// <summary>As an earlier system would have kept it: true clocks, no limits, never live, no test devices.</summary>
    History,

    /// <summary>By devices: wrong clocks, limits, live.</summary>
    Production,

    /// <summary>By the studio's own test devices.</summary>
    Dev,
}
