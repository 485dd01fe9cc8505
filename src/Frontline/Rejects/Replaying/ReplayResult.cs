namespace Frontline.Rejects.Replaying;

/// <summary>What became of the rejects that were chosen.</summary>
/// <param name="DryRun">Whether nothing was sent; the others then say what would have been.</param>
/// <param name="Chosen">Rejects that the ids and filters name.</param>
/// <param name="Already">Those replayed before, which are not sent again.</param>
/// <param name="Replayed">Those sent.</param>
/// <param name="Recorded">Events they became.</param>
/// <param name="Rejected">Those rejected again.</param>
/// <param name="Duplicate">Those whose event was recorded otherwise.</param>
internal sealed record ReplayResult(bool DryRun, long Chosen, long Already, long Replayed, long Recorded, long Rejected, long Duplicate);
