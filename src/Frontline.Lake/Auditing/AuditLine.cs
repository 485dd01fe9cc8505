using Frontline.Core.Road;
using Frontline.Lake.Chain;

namespace Frontline.Lake.Auditing;

/// <summary>A game and minute that is not even: what the chain counted, and what the rows on disk count.</summary>
/// <param name="Chain">The chain.</param>
/// <param name="Station">Recorder when the chain's own counts do not add up, else Lake.</param>
/// <param name="Counted">The chain's counts.</param>
/// <param name="Recounted">From the rows: <c>Received</c> is the sum of the batches' event counts.</param>
public sealed record AuditLine(ChainId Chain, AuditStation Station, LedgerCount Counted, LedgerCount Recounted)
{
    public string Game => Counted.Game;

    /// <summary>Minutes since 1970.</summary>
    public long Minute => Counted.Minute;
}
