namespace Frontline.Embedded.Log;

/// <summary>How far the log is synced: readers look at nothing beyond.</summary>
/// <param name="End">The position after the last synced record.</param>
/// <param name="Sequence">The segment it lies in.</param>
/// <param name="Offset">The byte offset there after the last synced group.</param>
internal sealed record LogTail(long End, long Sequence, long Offset);
