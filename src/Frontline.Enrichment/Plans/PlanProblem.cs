namespace Frontline.Enrichment.Plans;

/// <summary>Something wrong with a plan. It is not used before all of them are gone.</summary>
/// <param name="File">The file, relative to the plan's folder; empty for the plan as a whole.</param>
/// <param name="Line">From 1; 0 for the file as a whole.</param>
/// <param name="Column">In characters, from 1; 0 for the file as a whole.</param>
/// <param name="Message">A sentence.</param>
public readonly record struct PlanProblem(string File, int Line, int Column, string Message)
{
    public override string ToString() => File.Length == 0 ? Message : Line > 0 ? $"{File}:{Line}:{Column}: {Message}" : $"{File}: {Message}";
}
