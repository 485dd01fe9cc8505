namespace Frontline.Metrics.Definitions;

public enum CohortUnit
{
    /// <summary>Reporting days after the install day.</summary>
    Days,

    /// <summary>Stretches of 24 hours after the first event.</summary>
    Hours24,
}
