namespace Frontline.Enrichment.Plans.Rules;

/// <summary><c>anyOf</c>.</summary>
internal sealed class AnyOfRule(SchemaNode[] schemas) : Rule
{
    private readonly string must = $"fit one of the {schemas.Length} schemas of its anyOf";

    public override bool Check(PlanRun run, int value)
    {
        foreach (var schema in schemas)
        {
            if (run.Fits(schema, value)) return true;
        }

        return run.Fail(ViolationCodes.PlanAnyOf, value, must);
    }
}
