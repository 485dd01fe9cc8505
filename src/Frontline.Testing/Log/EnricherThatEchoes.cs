using Frontline.Core.Events;
using Frontline.Core.Road;

namespace Frontline.Testing.Log;

/// <summary>Makes an event without fields, except its name, of every event a batch says it has.</summary>
public sealed class EnricherThatEchoes : IEnricher
{
    public StreamBatch Enrich(string logId, long position, ReceivedBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return new StreamBatch
        {
            Position = position,
            Game = batch.Game,
            Key = batch.Key,
            ReceivedAt = batch.ReceivedAt,
            EventCount = batch.EventCount,
            Import = batch.Import,
            Items = Enumerable.Range(0, batch.EventCount).Select(index => new StreamItem
            {
                Receipt = new Receipt(logId, position, index, batch.EventCount),
                Identity = Identity.OfReceipt(logId, position, index),
                PartitionKey = 0,
                Event = new EventFields { Name = "echo" },
            }).ToList(),
        };
    }
}
