namespace Frontline.Client.Contracts;

/// <summary>Answer of <c>POST /api/rejects/replay</c>. When something is missing or at fault, nothing was sent.</summary>
/// <param name="Replayed">How many were sent, durably (of a check: would be).</param>
/// <param name="RejectedAgain">How many of them break the rules and the plan still, as they are now.</param>
/// <param name="Already">Ids of those that were replayed before, and are not sent again.</param>
/// <param name="Missing">Ids that no reject has.</param>
/// <param name="Faults">Rejects that cannot be replayed.</param>
public sealed record ReplayResponse(int Replayed, int RejectedAgain, IReadOnlyList<string> Already, IReadOnlyList<string> Missing, IReadOnlyList<ReplayFault> Faults);
