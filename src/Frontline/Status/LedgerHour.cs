namespace Frontline.Status;

/// <summary>What became of a game's events that were received within an hour (UTC).</summary>
internal sealed record LedgerHour(string Game, string Hour, long Received, long Recorded, long Rejected, long Duplicate, long Erased)
{
    /// <summary>Events that are received and not in the chain: in flight, or, if that lasts, lost.</summary>
    public long Open => Received - Recorded - Rejected - Duplicate - Erased;
}
