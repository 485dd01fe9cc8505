namespace Frontline.Lake.Auditing;

/// <summary>All minutes of a game: the chain's counts, and what has been received and not committed yet.</summary>
public readonly record struct AuditTotal(string Game, long Received, long Recorded, long Rejected, long Duplicate, long Erased, long InFlight);
