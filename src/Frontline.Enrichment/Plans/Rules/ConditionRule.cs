namespace Frontline.Enrichment.Plans.Rules;

/// <summary><c>if</c>, <c>then</c> and <c>else</c>.</summary>
internal sealed class ConditionRule(SchemaNode condition, SchemaNode? then, SchemaNode? otherwise) : Rule
{
    public override bool Check(PlanRun run, int value) => (run.Fits(condition, value) ? then : otherwise)?.Check(run, value) ?? true;
}
