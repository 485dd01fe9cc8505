namespace Frontline.Validation;

/// <param name="Recorded">Events that would be recorded, unless they are duplicates.</param>
/// <param name="Rejected">Events that would be rejected.</param>
/// <param name="Plan">The version of the game's tracking plan that they were held against; null without one.</param>
/// <param name="Events">A verdict for each event, in order.</param>
internal sealed record BatchVerdict(int Recorded, int Rejected, string? Plan, IReadOnlyList<EventVerdict> Events);
