namespace Frontline.Enrichment.Plans;

/// <summary>One file of a plan, as it lies in the plan's folder.</summary>
/// <param name="Path">Relative to the folder, with '/': <c>purchase.json</c> is the schema of purchase, <c>shared/money.json</c> only what others refer to.</param>
/// <param name="Content">Its bytes.</param>
public sealed record PlanFile(string Path, ReadOnlyMemory<byte> Content);
