using Frontline.Core.Events;
using Frontline.Core.State;

namespace Frontline.Core.Live;

/// <summary>Derives state of its own (the live windows) from the rows that the chain has committed.</summary>
/// <remarks>
/// The Recorder calls it from one thread at a time, once for each entry with rows and in entry order: after the entry is durable, and again for
/// the same rows when state is replayed from the lake. What it derives must depend on nothing but the state it reads and these arguments, so that
/// replayed state equals the state that was lost. It reads the state as of the entry before, through the <see cref="IKeyedState"/> it was made with.
/// </remarks>
public interface IRowObserver
{
    /// <summary>Takes the rows of one entry into account.</summary>
    /// <param name="entry">The entry's number.</param>
    /// <param name="recordedAt">The entry's <c>recorded_at</c>: never decreasing from call to call.</param>
    /// <param name="rows">All rows of the entry, events, rejects and duplicates, in processing order: by (receipt position, index).</param>
    /// <param name="changes">Where to put changes of state; the Recorder commits them together with its own and with the entry's position.</param>
    void Apply(long entry, Timestamp recordedAt, IReadOnlyList<RecordedRow> rows, StateBatch changes);
}
