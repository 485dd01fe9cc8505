namespace Frontline.Enrichment.Plans.Rules;

/// <summary><c>allOf</c>, and <c>$ref</c> with its one schema.</summary>
internal sealed class AllOfRule(SchemaNode[] schemas) : Rule
{
    public override bool Check(PlanRun run, int value)
    {
        var fits = true;
        foreach (var schema in schemas)
        {
            if (schema.Check(run, value)) continue;
            fits = false;
            if (run.IsQuiet || run.IsTooCostly) break;
        }

        return fits;
    }
}
