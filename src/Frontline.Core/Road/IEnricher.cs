namespace Frontline.Core.Road;

/// <summary>Turns a received batch into events and rejects. Pure: the same batch, position and plan always give the same items; nothing is kept, nothing is written.</summary>
public interface IEnricher
{
    /// <summary>Called with batches in any order, from any thread; may be called again for the same batch under a newer plan.</summary>
    /// <param name="logId">The log's id, for the receipts.</param>
    /// <param name="position">The batch's position in that log.</param>
    /// <param name="batch">The batch; its body stays as it is, since the items keep slices of it.</param>
    StreamBatch Enrich(string logId, long position, ReceivedBatch batch);
}
