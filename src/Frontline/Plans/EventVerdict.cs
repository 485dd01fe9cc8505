using Frontline.Core.Events;

namespace Frontline.Plans;

/// <summary>What the Enricher says of one event of a file.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Name">The event's name, when it could be read.</param>
/// <param name="IsAccepted">Whether it would be recorded.</param>
/// <param name="Flags">What is odd about it.</param>
/// <param name="Violations">Why it would be rejected.</param>
internal sealed record EventVerdict(string File, long Line, string? Name, bool IsAccepted, IReadOnlyList<string> Flags, IReadOnlyList<Violation> Violations)
{
    /// <summary>A line for the event, and one for each violation.</summary>
    public IEnumerable<string> Lines()
    {
        var flags = Flags.Count == 0 ? "" : $" ({string.Join(", ", Flags)})";
        yield return $"{File}:{Line}: {(IsAccepted ? "accepted" : "rejected")} {Name ?? "(no name)"}{flags}";
        foreach (var violation in Violations)
        {
            yield return $"  {violation.Code}{(violation.Path.Length > 0 ? " " + violation.Path : "")}: {violation.Message}";
        }
    }
}
