using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.Live;
using Frontline.Core.State;
using Frontline.Pipeline.Keyed;
using Microsoft.Extensions.Logging;

namespace Frontline.Pipeline.Recording;

/// <summary>Brings the keyed state from one entry to the next: the Recorder's changes, the observer's and the position, in one batch. The only one who commits to it.</summary>
internal sealed class StateCommitter(IKeyedState state, DedupeBuckets buckets, IRowObserver? observer, RecorderOptions options, ILogger log)
{
    private readonly Lock gate = new();
    private readonly StateBatch batch = new();
    private Timestamp lateFloor = buckets.LateFloor;

    public StatePosition Position { get; private set; }

    /// <summary>Commits an entry. Called with entries in order, once each.</summary>
    /// <param name="position">The entry.</param>
    /// <param name="recordedAt">Its <c>recorded_at</c>.</param>
    /// <param name="changes">What its rows change, or null for an entry without a range.</param>
    /// <param name="rows">Its rows, in processing order.</param>
    public void Commit(StatePosition position, Timestamp recordedAt, EntryChanges? changes, IReadOnlyList<RecordedRow> rows)
    {
        lock (gate)
        {
            batch.Clear();
            changes?.WriteTo(recordedAt, buckets, options, batch);
            if (rows.Count > 0)
            {
                observer?.Apply(position.Number, recordedAt, rows, batch);
            }

            batch.Put(StateKeys.Position, position.ToBytes());
            state.Commit(batch);
            Position = position;
        }

        if (buckets.LateFloor != lateFloor)
        {
            lateFloor = buckets.LateFloor;
            RecorderLog.DedupeBudgetReached(log, buckets.Days, lateFloor.ToString());
        }
    }

    /// <summary>Copies the state between two commits into an empty folder; null when the state cannot be copied.</summary>
    public (StatePosition Position, IReadOnlyList<string> Files)? Export(string directory)
    {
        if (state is not IStateSnapshots snapshots)
        {
            return null;
        }

        lock (gate)
        {
            return (Position, snapshots.Export(directory));
        }
    }
}
