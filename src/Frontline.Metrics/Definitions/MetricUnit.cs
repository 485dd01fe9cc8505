namespace Frontline.Metrics.Definitions;

/// <summary>What a metric's values are, for those who print them.</summary>
public enum MetricUnit
{
    Number,
    Events,
    Players,

    /// <summary>0 to 1 as a rule; printed in percent.</summary>
    Share,

    /// <summary>In the reporting currency.</summary>
    Money,
    Seconds,
    Days,
}
