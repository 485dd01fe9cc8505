namespace Frontline.Core.Road;

/// <summary>The Stream of one partition as the Recorder reads it: at-least-once, in order, from any position at or after the trimmed beginning.</summary>
/// <remarks>The Inbox log seen through the Enricher on one machine, a Kafka partition at scale. Only synced records are handed out.</remarks>
public interface IStreamSource
{
    /// <summary>The id of the log, part of every receipt and of the chain's name.</summary>
    string LogId { get; }

    /// <summary>The position after the newest batch that can be read now.</summary>
    long End { get; }

    /// <summary>
    /// Waits until there is a batch at or after <paramref name="from"/>, then returns what is there, at most about <paramref name="maxEvents"/> events.
    /// Never returns an empty list. Batches come in position order, the first at <paramref name="from"/>.
    /// </summary>
    /// <exception cref="StreamDamagedException">A record cannot be read: damage is reported with its position, never skipped.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="from"/> lies before the trimmed beginning or after <see cref="End"/>.</exception>
    ValueTask<IReadOnlyList<StreamBatch>> ReadAsync(long from, int maxEvents, CancellationToken cancellation = default);

    /// <summary>Everything before a position is committed to the chain and may be deleted.</summary>
    ValueTask TrimAsync(long before, CancellationToken cancellation = default);
}
