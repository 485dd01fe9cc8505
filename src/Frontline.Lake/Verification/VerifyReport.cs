namespace Frontline.Lake.Verification;

/// <param name="Chains">Chains walked.</param>
/// <param name="Entries">Entries read, folded ones that are still there included.</param>
/// <param name="Files">Data files that count.</param>
/// <param name="Rows">Their rows, as far as they could be read.</param>
/// <param name="Bytes">Their bytes, as the chains say.</param>
/// <param name="Findings">What was found, in the order of the walk; at most <see cref="LakeVerifier.FindingsMax"/>.</param>
/// <param name="FindingsLeftOut">How many more there were.</param>
public sealed record VerifyReport(int Chains, long Entries, int Files, long Rows, long Bytes, IReadOnlyList<LakeFinding> Findings, long FindingsLeftOut)
{
    /// <summary>No error was found.</summary>
    public bool IsSound { get; init; }
}
