using Frontline.Enrichment.Reading;

namespace Frontline.Enrichment.Plans.Rules;

/// <summary><c>minItems</c>, <c>maxItems</c>, <c>minProperties</c> and <c>maxProperties</c>.</summary>
internal sealed class CountRule(string code, ValueKind kind, long bound, bool isMinimum) : Rule
{
    private readonly string must =
        $"have at {(isMinimum ? "least" : "most")} {bound} {(kind == ValueKind.Array ? "item" : bound == 1 ? "property" : "propertie")}{(bound == 1 ? "" : "s")}";

    public override bool Check(PlanRun run, int value)
    {
        if (run.Tape.KindOf(value) != kind) return true;
        var count = run.Tape[value].Count;
        return (isMinimum ? count >= bound : count <= bound) || run.Fail(code, value, must);
    }
}
