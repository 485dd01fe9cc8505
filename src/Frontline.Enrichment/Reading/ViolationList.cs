using Frontline.Core.Events;

namespace Frontline.Enrichment.Reading;

/// <summary>The violations of one event, in the order found: bounded, and the last one says how many did not fit.</summary>
internal sealed class ViolationList(int max)
{
    private readonly List<Violation> kept = [];
    private int dropped;

    public bool Any => kept.Count > 0;

    /// <summary>Whether something is wrong with the JSON itself.</summary>
    public bool AnyStructural => kept.Exists(static violation => ViolationCodes.IsStructural(violation.Code));

    public void Clear()
    {
        kept.Clear();
        dropped = 0;
    }

    public void Add(string code, string path, string message)
    {
        if (kept.Count < max)
        {
            kept.Add(new Violation(code, path, message));
        }
        else
        {
            dropped++;
        }
    }

    public void AddRange(ViolationList others)
    {
        foreach (var violation in others.kept) Add(violation.Code, violation.Path, violation.Message);
        dropped += others.dropped;
    }

    public Violation[] ToArray() =>
        dropped == 0 ? [.. kept] : [.. kept, new Violation(ViolationCodes.MoreViolations, "", $"{dropped} more violations were found; fix these first.")];
}
