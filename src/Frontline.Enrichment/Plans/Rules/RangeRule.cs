using Frontline.Enrichment.Reading;

namespace Frontline.Enrichment.Plans.Rules;

/// <summary><c>minimum</c>, <c>maximum</c> and their exclusive forms: one bound of a number, exact whatever its digits.</summary>
/// <param name="code">The violation's code.</param>
/// <param name="bound">The bound as written in the schema.</param>
/// <param name="side">1: a number must not be below; −1: not above.</param>
/// <param name="isExclusive">Whether the bound itself is out.</param>
/// <param name="words">"at least 3".</param>
internal sealed class RangeRule(string code, byte[] bound, int side, bool isExclusive, string words) : Rule
{
    private readonly string must = $"be {words}";

    public override bool Check(PlanRun run, int value)
    {
        if (run.Tape.KindOf(value) != ValueKind.Number) return true;
        var order = NumberText.Compare(run.Tape.Content(value), bound) * side;
        return order > 0 || (order == 0 && !isExclusive) || run.Fail(code, value, must);
    }
}
