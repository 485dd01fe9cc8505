namespace Frontline.Lake.Auditing;

/// <param name="Totals">Per game, by name.</param>
/// <param name="Uneven">Games and minutes that are not even, at most <see cref="LakeAudit.LinesMax"/>.</param>
/// <param name="UnevenLeftOut">How many more there were.</param>
/// <param name="Findings">What else is wrong, and where the unevenness comes from; at most <see cref="LakeAudit.FindingsMax"/>.</param>
/// <param name="FindingsLeftOut">How many more there were.</param>
/// <param name="Rows">Rows recounted.</param>
/// <param name="Receipts">Receipts found.</param>
public sealed record AuditReport(IReadOnlyList<AuditTotal> Totals, IReadOnlyList<AuditLine> Uneven, long UnevenLeftOut, IReadOnlyList<AuditFinding> Findings, long FindingsLeftOut, long Rows, long Receipts)
{
    /// <summary>What has been received and is not committed yet, by minute and game.</summary>
    public IReadOnlyList<InFlightCount> InFlight { get; init; } = [];

    /// <summary>Received = recorded + rejected + duplicate + erased for every game and minute, from what is on disk, and every receipt is complete.</summary>
    public bool IsEven => Uneven.Count == 0 && Findings.Count == 0;
}
