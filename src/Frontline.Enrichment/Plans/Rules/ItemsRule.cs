using Frontline.Enrichment.Reading;

namespace Frontline.Enrichment.Plans.Rules;

/// <summary><c>prefixItems</c> and <c>items</c>, which is for the items behind those.</summary>
internal sealed class ItemsRule(SchemaNode[] prefix, SchemaNode? rest) : Rule
{
    public override bool Check(PlanRun run, int value)
    {
        if (run.Tape.KindOf(value) != ValueKind.Array) return true;
        var fits = true;
        var number = 0;
        for (var item = value + 1; item < run.Tape[value].Next; item = run.Tape[item].Next)
        {
            var schema = number < prefix.Length ? prefix[number] : rest;
            number++;
            if (schema is null) break;
            if (schema.Check(run, item)) continue;
            fits = false;
            if (run.IsQuiet || run.IsTooCostly) break;
        }

        return fits;
    }
}
