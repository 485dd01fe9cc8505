namespace Frontline.Enrichment.Plans.Rules;

/// <summary><c>not</c>.</summary>
internal sealed class NotRule(SchemaNode schema) : Rule
{
    public override bool Check(PlanRun run, int value) => !run.Fits(schema, value) || run.Fail(ViolationCodes.PlanNot, value, "not be what its not describes");
}
