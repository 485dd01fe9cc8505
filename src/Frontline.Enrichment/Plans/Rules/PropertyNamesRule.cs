using Frontline.Enrichment.Reading;

namespace Frontline.Enrichment.Plans.Rules;

/// <summary><c>propertyNames</c>: a schema for the names themselves, as texts.</summary>
internal sealed class PropertyNamesRule(SchemaNode schema) : Rule
{
    public override bool Check(PlanRun run, int value)
    {
        if (run.Tape.KindOf(value) != ValueKind.Object) return true;
        var fits = true;
        for (var name = value + 1; name < run.Tape[value].Next && !run.IsTooCostly; name = run.Tape[name + 1].Next)
        {
            if (run.Fits(schema, name)) continue;
            fits = run.Fail(ViolationCodes.PlanPropertyName, name, "have another name, as propertyNames says");
            if (run.IsQuiet) break;
        }

        return fits;
    }
}
