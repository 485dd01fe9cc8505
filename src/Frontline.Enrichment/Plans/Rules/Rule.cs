namespace Frontline.Enrichment.Plans.Rules;

/// <summary>One keyword (or a few that belong together) of one schema, compiled. Immutable, and shared between threads: what a look finds goes into the run.</summary>
internal abstract class Rule
{
    /// <summary>Whether the value keeps the rule; where it does not, the run has been told why, unless it is quiet. A rule for another kind of value keeps silent and is kept.</summary>
    public abstract bool Check(PlanRun run, int value);
}
