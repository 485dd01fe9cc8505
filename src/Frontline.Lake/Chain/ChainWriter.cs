using Frontline.Core.Storage;

namespace Frontline.Lake.Chain;

/// <summary>The one writer of a chain. Not thread-safe: the Recorder's committer calls it.</summary>
public sealed class ChainWriter
{
    private ChainWriter()
    {
    }

    public ChainId Chain { get; }

    /// <summary>16 hex digits, part of every name this writer makes.</summary>
    public string Writer { get; } = "";

    /// <summary>The newest entry, ours.</summary>
    public ChainEntry Head { get; private set; } = null!;

    /// <summary>The data files that count now.</summary>
    public IReadOnlyCollection<DataFile> Files { get; } = [];

    /// <summary>The newest state snapshot, or null.</summary>
    public SnapshotReference? Snapshot { get; }

    /// <summary>Reads the chain, appends a takeover entry, then sweeps earlier writers' unnamed files.</summary>
    /// <param name="store">The lake.</param>
    /// <param name="chain">Which chain.</param>
    /// <param name="predecessor">For the first writer of a new log's chain: the chain it continues.</param>
    /// <param name="time">Clock for <c>recorded_at</c>.</param>
    /// <param name="random">For the writer's id.</param>
    /// <param name="cancellation">Cancels the reading; not the create.</param>
    public static ValueTask<ChainWriter> TakeOverAsync(IObjectStore store, ChainId chain, ChainPredecessor? predecessor, TimeProvider time, Random random, CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>A name for a data file that nobody ever used.</summary>
    /// <param name="kind">Decides the folder.</param>
    /// <param name="recordedHour">For sealed files: hours since 1970.</param>
    public string NewName(DataFileKind kind, long recordedHour = 0) => throw new NotImplementedException();

    /// <summary>Appends an entry. On return it is durable.</summary>
    /// <exception cref="ChainLostException">Another writer has taken over, or the chain was folded past this writer.</exception>
    public ValueTask<ChainEntry> AppendAsync(EntryDraft draft, CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>Folds everything up to <see cref="Head"/> into a checkpoint, and deletes what has been replaced for 24 hours.</summary>
    public ValueTask<Checkpoint> CheckpointAsync(CancellationToken cancellation = default) => throw new NotImplementedException();
}
