using System.Text;
using Frontline.Enrichment.Reading;

namespace Frontline.Enrichment.Plans.Rules;

/// <summary><c>required</c>, and <c>dependentRequired</c> for one name.</summary>
/// <param name="trigger">The member with which the others are required; null for always.</param>
/// <param name="names">The names that must be there.</param>
internal sealed class RequiredRule(string? trigger, string[] names) : Rule
{
    private readonly byte[]? utf8Trigger = trigger is null ? null : Encoding.UTF8.GetBytes(trigger);
    private readonly byte[][] utf8Names = [.. names.Select(Encoding.UTF8.GetBytes)];

    public override bool Check(PlanRun run, int value)
    {
        if (run.Tape.KindOf(value) != ValueKind.Object) return true;
        if (utf8Trigger is not null && run.Tape.Find(value, utf8Trigger) < 0) return true;
        var fits = true;
        for (var i = 0; i < names.Length; i++)
        {
            if (!run.Spend(1 + (run.Tape[value].Count / 8))) return false;
            if (run.Tape.Find(value, utf8Names[i]) >= 0) continue;
            fits = trigger is null
                ? run.Fail(ViolationCodes.PlanRequired, value, "/" + Describe.Escape(names[i]), static where => $"{where} is required and was not sent.")
                : run.Fail(ViolationCodes.PlanDependentRequired, value, "/" + Describe.Escape(names[i]), where => $"{where} is required with {trigger} and was not sent.");
            if (run.IsQuiet) break;
        }

        return fits;
    }
}
