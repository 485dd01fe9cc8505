namespace Frontline.Metrics.Compiling;

/// <summary>Which days the value of one day looks at.</summary>
/// <param name="Before">How many before it: those of the longest trailing window, less the day itself.</param>
/// <param name="After">How many behind it: those of the latest day that is asked of a cohort.</param>
/// <param name="IsOpen">Whether it looks at all that was observed.</param>
/// <param name="IsOfCohorts">Whether all of it is about cohorts: there is no value where no cohort is.</param>
public sealed record Horizon(int Before, int After, bool IsOpen, bool IsOfCohorts);
