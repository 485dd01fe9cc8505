namespace Frontline.Enrichment.Plans;

/// <summary>
/// How often in one batch a pattern that needs back-tracking may run out of time. Such a pattern is rare, since most are matched in linear time; but one that is given a text made for it
/// must not hold up the road once for every event.
/// </summary>
internal sealed class PatternBudget
{
    private const int TimeoutsMax = 5;

    private int timeouts;

    public bool IsSpent => timeouts >= TimeoutsMax;

    public void Begin() => timeouts = 0;

    public void CountTimeout() => timeouts++;
}
