namespace Frontline.Metrics.Definitions;

/// <summary>What a period longer than a day has of its days.</summary>
public enum LongerPeriods
{
    /// <summary>Their sum, or one count over the whole period where days cannot be added up.</summary>
    Sum,

    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>Everything from the beginning of the data to its end: a balance.</summary>
    Running,
}
