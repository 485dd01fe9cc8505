namespace Frontline.Enrichment.Plans.Rules;

/// <summary><c>enum</c> and, with one value, <c>const</c>.</summary>
/// <param name="code">The violation's code.</param>
/// <param name="constants">An array, whose items are the values allowed.</param>
/// <param name="words">The values, in words.</param>
internal sealed class EnumRule(string code, JsonTape constants, string words) : Rule
{
    private readonly string must = $"be {words}";

    public override bool Check(PlanRun run, int value)
    {
        if (!run.Spend(1 + (constants.Count / 16))) return false;
        for (var constant = 1; constant < constants[0].Next; constant = constants[constant].Next)
        {
            if (JsonEquality.AreEqual(run.Tape, value, constants, constant)) return true;
        }

        return run.Fail(code, value, must);
    }
}
