namespace Frontline.Metrics.Funnels;

/// <summary>From which of a player's first steps the steps behind it are looked for.</summary>
public enum FunnelStart
{
    /// <summary>From the first one of the days asked for: what became of the first try.</summary>
    First,

    /// <summary>From any: whether the steps were ever taken in their order within the time.</summary>
    Any,
}
