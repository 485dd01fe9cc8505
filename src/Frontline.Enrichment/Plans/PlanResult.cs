namespace Frontline.Enrichment.Plans;

/// <summary>What came of compiling a plan.</summary>
/// <param name="Plan">The plan; null when there are problems.</param>
/// <param name="Problems">Everything wrong with it, at most 100 of them and then how many more; empty when there is a plan.</param>
public sealed record PlanResult(TrackingPlan? Plan, IReadOnlyList<PlanProblem> Problems);
