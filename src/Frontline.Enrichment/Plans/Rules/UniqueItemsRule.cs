using Frontline.Enrichment.Reading;

namespace Frontline.Enrichment.Plans.Rules;

/// <summary><c>uniqueItems</c>.</summary>
internal sealed class UniqueItemsRule : Rule
{
    public override bool Check(PlanRun run, int value)
    {
        if (run.Tape.KindOf(value) != ValueKind.Array) return true;
        var count = run.Tape[value].Count;
        if (!run.Spend((long)count * count / 8)) return false;
        for (var item = value + 1; item < run.Tape[value].Next; item = run.Tape[item].Next)
        {
            for (var other = run.Tape[item].Next; other < run.Tape[value].Next; other = run.Tape[other].Next)
            {
                if (JsonEquality.AreEqual(run.Tape, item, run.Tape, other)) return run.Fail(ViolationCodes.PlanUniqueItems, value, $"have no item twice, such as {run.Tape.Found(other)}");
            }
        }

        return true;
    }
}
