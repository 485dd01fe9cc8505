using Frontline.Enrichment.Reading;

namespace Frontline.Enrichment.Plans.Rules;

/// <summary><c>pattern</c>: found anywhere in the text.</summary>
internal sealed class PatternRule(Pattern pattern) : Rule
{
    private readonly string must = $"match the pattern {pattern.Source}";
    private readonly string inTime = $"match the pattern {pattern.Source} within {Pattern.TimeMax.TotalMilliseconds} ms (see docs/specs/plan.md, Patterns)";

    public override bool Check(PlanRun run, int value)
    {
        if (run.Tape.KindOf(value) != ValueKind.Text) return true;
        return pattern.Match(run.Tape, value, run.Patterns) switch
        {
            PatternAnswer.Matches => true,
            PatternAnswer.DoesNotMatch => run.Fail(ViolationCodes.PlanPattern, value, must),
            _ => run.Fail(ViolationCodes.PlanPatternTime, value, inTime),
        };
    }
}
