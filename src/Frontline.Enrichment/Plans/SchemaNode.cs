using Frontline.Enrichment.Plans.Rules;

namespace Frontline.Enrichment.Plans;

/// <summary>One compiled schema: all of its rules must hold. Filled once by the compiler and immutable from then on; shared between threads, and by everything that refers to it.</summary>
internal sealed class SchemaNode
{
    public IReadOnlyList<Rule> Rules { get; set; } = [];

    /// <summary>The schema <c>false</c>: nothing fits it.</summary>
    public bool IsFalse { get; set; }

    public bool Check(PlanRun run, int value)
    {
        if (IsFalse) return run.Fail(ViolationCodes.PlanNothing, value, "not be there");
        if (!run.TryEnter()) return false;
        var fits = true;
        foreach (var rule in Rules)
        {
            if (rule.Check(run, value)) continue;
            fits = false;
            if (run.IsQuiet || run.IsTooCostly) break;
        }

        run.Leave();
        return fits;
    }
}
