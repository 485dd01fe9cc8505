namespace Frontline.Enrichment.Plans;

internal enum PatternAnswer
{
    Matches,
    DoesNotMatch,

    /// <summary>It was given up, or no longer tried in this batch.</summary>
    TookTooLong,
}
