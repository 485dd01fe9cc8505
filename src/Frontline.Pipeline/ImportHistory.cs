namespace Frontline.Pipeline;

/// <summary>What was recorded of an import.</summary>
/// <param name="MappingFingerprint">The mapping it was made with.</param>
/// <param name="Rows">Ranges of rows of the content, inclusive at both ends, in order. The last row of a range may be recorded in part.</param>
public sealed record ImportHistory(string MappingFingerprint, IReadOnlyList<(long FirstRow, long LastRow)> Rows);
