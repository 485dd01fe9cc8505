namespace Frontline.Enrichment.Plans.Rules;

/// <summary><c>oneOf</c>.</summary>
internal sealed class OneOfRule(SchemaNode[] schemas) : Rule
{
    public override bool Check(PlanRun run, int value)
    {
        var fitting = 0;
        foreach (var schema in schemas) fitting += run.Fits(schema, value) ? 1 : 0;
        return fitting == 1 || run.Fail(ViolationCodes.PlanOneOf, value, $"fit exactly one of the {schemas.Length} schemas of its oneOf, and fits {fitting}");
    }
}
