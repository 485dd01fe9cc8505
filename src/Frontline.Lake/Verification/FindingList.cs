namespace Frontline.Lake.Verification;

/// <summary>Findings up to a bound, and a count of the rest: a lake that is altogether broken must not take the memory of the machine.</summary>
internal sealed class FindingList(int max)
{
    private readonly List<LakeFinding> findings = [];

    public IReadOnlyList<LakeFinding> Items => findings;

    public long LeftOut { get; private set; }

    public bool HasErrors { get; private set; }

    public void Error(FindingKind kind, string name, string detail) => Add(new LakeFinding(FindingSeverity.Error, kind, name, detail));

    public void Info(FindingKind kind, string name, string detail) => Add(new LakeFinding(FindingSeverity.Info, kind, name, detail));

    public void Add(LakeFinding finding)
    {
        HasErrors |= finding.Severity == FindingSeverity.Error;
        if (findings.Count < max)
            findings.Add(finding);
        else
            LeftOut++;
    }
}
