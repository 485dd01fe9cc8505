namespace Frontline.Core.Road;

/// <summary>The rows of imported content a batch was made of.</summary>
/// <param name="ContentHash">SHA-256 of the unpacked content, 64 lower-case hex digits.</param>
/// <param name="MappingFingerprint">SHA-256 of the mapping (or of nothing, without one), hex: the same content with another mapping is refused.</param>
/// <param name="FirstRow">The first row covered, inclusive, counted from 0.</param>
/// <param name="EndRow">The end of the rows covered, exclusive; rows in between may have made no event.</param>
/// <param name="Rows">For each event of the batch in order, the row it came from.</param>
/// <param name="Numbers">For each event of the batch in order, its number within the row, counted from 0.</param>
public sealed record ImportRange(string ContentHash, string MappingFingerprint, long FirstRow, long EndRow, IReadOnlyList<long> Rows, IReadOnlyList<int> Numbers);
