using System.Buffers.Binary;
using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.State;

namespace Frontline.Pipeline.Keyed;

/// <summary>The changes of the Recorder's own keys that the rows of one entry make. The day they are recorded on is known only once the entry exists.</summary>
internal sealed class EntryChanges
{
    /// <summary>The running number of the cut that made it.</summary>
    public required long Cut { get; init; }

    public required IReadOnlyList<(uint Hour, UInt128 Identity)> Identities { get; init; }

    public required IReadOnlyList<UInt128> Transactions { get; init; }

    public required IReadOnlyDictionary<UInt128, PlayerRecord> Players { get; init; }

    /// <summary>The rejects that were replayed; their keys are among <see cref="Others"/>.</summary>
    public required IReadOnlyList<RejectId> Replays { get; init; }

    /// <summary>The number of the next new player; null when the entry has none.</summary>
    public required long? NextPlayer { get; init; }

    /// <summary>Receipts, imports and replays, which do not depend on the day.</summary>
    public required IReadOnlyList<StateChange> Others { get; init; }

    /// <summary>The earliest received time among rows to which the late limit applies; null when there is none.</summary>
    public required Timestamp? ReceivedFrom { get; init; }

    /// <summary>Puts everything, expiry included, into a batch.</summary>
    /// <param name="recordedAt">The entry's <c>recorded_at</c>.</param>
    /// <param name="buckets">The buckets of the state.</param>
    /// <param name="options">The Recorder's.</param>
    /// <param name="batch">Where to.</param>
    public void WriteTo(Timestamp recordedAt, DedupeBuckets buckets, RecorderOptions options, StateBatch batch)
    {
        var today = (ushort)Math.Clamp(recordedAt.UnixDay, 0, ushort.MaxValue - 1);
        buckets.Add(today, Identities, batch);

        // The late limit is one against the received time. When the Recorder lags by days, keys are kept by the day they are compared on, not by today.
        // One more day since an event may lie ahead of its received time, across midnight.
        if (ReceivedFrom is { } received)
        {
            buckets.Expire((int)(Math.Min(today, received.UnixDay) - (long)Math.Ceiling(options.DedupeWindow.TotalDays) - 1), batch);
        }

        buckets.FitInto(options.DedupeBytesMax, options.FutureLimit, batch);
        foreach (var transaction in Transactions)
        {
            batch.Put(StateKeys.Transaction(transaction), []);
        }

        foreach (var (id, player) in Players)
        {
            batch.Put(StateKeys.Player(id), player.ToBytes());
        }

        if (NextPlayer is { } next)
        {
            var value = new byte[sizeof(long)];
            BinaryPrimitives.WriteInt64BigEndian(value, next);
            batch.Put(StateKeys.NextPlayer, value);
        }

        foreach (var change in Others)
        {
            if (change.Kind == StateChangeKind.Put)
            {
                batch.Put(change.Key, change.Value);
            }
            else
            {
                batch.Delete(change.Key);
            }
        }
    }
}
