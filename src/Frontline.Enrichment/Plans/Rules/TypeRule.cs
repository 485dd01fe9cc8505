using Frontline.Enrichment.Reading;

namespace Frontline.Enrichment.Plans.Rules;

/// <summary><c>type</c>.</summary>
/// <param name="kinds">The kinds allowed, one bit for each <see cref="ValueKind"/>.</param>
/// <param name="isInteger">Whether a number must be an integer; 1.0 is one.</param>
/// <param name="words">What is allowed, in words.</param>
internal sealed class TypeRule(int kinds, bool isInteger, string words) : Rule
{
    private readonly string must = $"be {words}";

    public override bool Check(PlanRun run, int value)
    {
        var kind = run.Tape.KindOf(value);
        var fits = (kinds & (1 << (int)kind)) != 0 && (!isInteger || kind != ValueKind.Number || NumberText.IsInteger(run.Tape.Content(value)));
        return fits || run.Fail(ViolationCodes.PlanType, value, must);
    }
}
