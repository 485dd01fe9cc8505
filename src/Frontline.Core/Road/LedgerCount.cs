namespace Frontline.Core.Road;

/// <summary>The ledger's line for one game and minute: Received = Recorded + Rejected + Duplicate + Erased when it is even.</summary>
/// <param name="Game">The game's id.</param>
/// <param name="Minute">Minutes since 1970 of the batches' received time.</param>
/// <param name="Received">Events of accepted batches, as the Receiver counted them.</param>
/// <param name="Recorded">Events that count.</param>
/// <param name="Rejected">Rejects kept.</param>
/// <param name="Duplicate">Duplicates dropped, each with a row that says so.</param>
/// <param name="Erased">Events erased later.</param>
public readonly record struct LedgerCount(string Game, long Minute, long Received, long Recorded, long Rejected, long Duplicate, long Erased)
{
    public bool IsEven => Received == Recorded + Rejected + Duplicate + Erased;
}
