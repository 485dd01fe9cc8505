namespace Frontline.Embedded.Log;

/// <summary>The end of the newest segment as found on opening.</summary>
/// <param name="Offset">Where the next group goes, a multiple of the block size.</param>
/// <param name="Position">The number of the next record.</param>
/// <param name="Group">The number of the next group.</param>
/// <param name="EndsWithMark">Whether the last group is a mark, so that another would add nothing.</param>
/// <param name="Cut">What was torn, or null.</param>
internal sealed record RecoveredTail(long Offset, long Position, uint Group, bool EndsWithMark, LogRecovery? Cut);
