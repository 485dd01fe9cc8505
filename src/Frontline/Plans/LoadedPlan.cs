using Frontline.Enrichment.Plans;

namespace Frontline.Plans;

/// <summary>A game's plan as it stands.</summary>
/// <param name="Source">What it was made of: equal for equal files, folder and policy.</param>
/// <param name="Plan">The plan in force; null for none.</param>
/// <param name="Problems">What is wrong with the files now; then the plan is the one before.</param>
internal sealed record LoadedPlan(string Source, TrackingPlan? Plan, IReadOnlyList<string> Problems);
