namespace Frontline.Lake.Auditing;

/// <summary>Findings up to a bound, and a count of the rest.</summary>
internal sealed class AuditFindings
{
    private readonly List<AuditFinding> findings = [];

    public IReadOnlyList<AuditFinding> Items => findings;

    public long LeftOut { get; private set; }

    public void Add(AuditStation station, string name, string? game, long? minute, string detail)
    {
        if (findings.Count < LakeAudit.FindingsMax)
            findings.Add(new AuditFinding(station, name, game, minute, detail));
        else
            LeftOut++;
    }
}
