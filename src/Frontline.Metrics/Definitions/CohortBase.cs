namespace Frontline.Metrics.Definitions;

/// <summary>What a cohort's sum is divided by.</summary>
public enum CohortBase
{
    /// <summary>The number of its players.</summary>
    Players,

    /// <summary>What was spent to win them, on their install days.</summary>
    Spend,

    /// <summary>Nothing: it stays a sum.</summary>
    Nothing,
}
