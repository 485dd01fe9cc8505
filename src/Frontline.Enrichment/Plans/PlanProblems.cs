namespace Frontline.Enrichment.Plans;

/// <summary>Collects what is wrong with a plan, within a bound.</summary>
internal sealed class PlanProblems
{
    private const int Max = 100;

    private readonly List<PlanProblem> kept = [];
    private int dropped;

    public bool Any => kept.Count > 0;

    public void Add(string file, string message) => Add(new PlanProblem(file, 0, 0, message));

    public void Add(SchemaDocument document, int value, string message)
    {
        var (line, column) = document.PositionOf(document.Tape[value].Value.Start);
        Add(new PlanProblem(document.Path, line, column, message));
    }

    public void Add(PlanProblem problem)
    {
        if (kept.Count < Max) kept.Add(problem);
        else dropped++;
    }

    /// <summary>In the order of files and lines.</summary>
    public IReadOnlyList<PlanProblem> Sorted()
    {
        var sorted = kept.OrderBy(problem => problem.File, StringComparer.Ordinal).ThenBy(problem => problem.Line).ThenBy(problem => problem.Column);
        return dropped == 0 ? [.. sorted] : [.. sorted, new PlanProblem("", 0, 0, $"{dropped} more problems were found; correct these first.")];
    }
}
