using Frontline.Enrichment.Reading;

namespace Frontline.Enrichment.Plans.Rules;

/// <summary><c>contains</c> with <c>minContains</c> and <c>maxContains</c>.</summary>
internal sealed class ContainsRule(SchemaNode schema, long min, long? max) : Rule
{
    private readonly string must = max is null
        ? $"have at least {min} item{(min == 1 ? "" : "s")} as its contains says"
        : $"have {min} to {max} items as its contains says";

    public override bool Check(PlanRun run, int value)
    {
        if (run.Tape.KindOf(value) != ValueKind.Array) return true;
        var count = 0;
        for (var item = value + 1; item < run.Tape[value].Next && !run.IsTooCostly; item = run.Tape[item].Next) count += run.Fits(schema, item) ? 1 : 0;
        return (count >= min && count <= (max ?? long.MaxValue)) || run.Fail(ViolationCodes.PlanContains, value, must);
    }
}
