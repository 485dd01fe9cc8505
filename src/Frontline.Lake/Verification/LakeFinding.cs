namespace Frontline.Lake.Verification;

/// <param name="Severity">Whether it is an error.</param>
/// <param name="Kind">What was found.</param>
/// <param name="Name">The object's name in the lake.</param>
/// <param name="Detail">A sentence for the person on call.</param>
public sealed record LakeFinding(FindingSeverity Severity, FindingKind Kind, string Name, string Detail);
