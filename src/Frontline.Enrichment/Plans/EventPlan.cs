namespace Frontline.Enrichment.Plans;

/// <summary>The plan of one event.</summary>
/// <param name="Root">The schema of its props.</param>
/// <param name="Names">The props it names anywhere at its top, in whatever branch.</param>
/// <param name="Patterns">The patterns of names it knows there.</param>
/// <param name="IsOpen">Whether it says itself what other props may be (<c>additionalProperties</c>), so that none is unplanned.</param>
internal sealed record EventPlan(SchemaNode Root, NameTable<SchemaNode> Names, IReadOnlyList<Pattern> Patterns, bool IsOpen);
