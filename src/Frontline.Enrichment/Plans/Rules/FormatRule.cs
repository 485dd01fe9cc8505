using Frontline.Enrichment.Reading;

namespace Frontline.Enrichment.Plans.Rules;

/// <summary><c>format</c>, which a plan asserts.</summary>
internal sealed class FormatRule(string words, Func<string, bool> isRight) : Rule
{
    private readonly string must = $"be {words}";

    public override bool Check(PlanRun run, int value) =>
        run.Tape.KindOf(value) != ValueKind.Text || isRight(run.Tape.Text(value)) || run.Fail(ViolationCodes.PlanFormat, value, must);
}
