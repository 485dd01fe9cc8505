using System.Globalization;
using Frontline.Core;
using Frontline.Core.Storage;

namespace Frontline.Lake.Chain;

/// <summary>The one writer of a chain. Not thread-safe, except <see cref="NewName"/>: the Recorder's committer calls it.</summary>
/// <remarks>
/// Invariants. <see cref="Head"/> is durable and this writer's. Every entry is checked against the folded chain before it is created.
/// Once the chain is lost, or it is unknown whether a create took place, every further call throws.
/// </remarks>
public sealed class ChainWriter
{
    /// <summary>For how long files that no longer count, and folded entries, stay for readers that hold an older view.</summary>
    public static readonly TimeSpan KeptAfterReplacement = TimeSpan.FromHours(24);

    private const int TakeoverAttempts = 100;

    private readonly ChainStore store;
    private readonly TimeProvider time;
    private ChainState state;
    private long names;
    private long oldestEntry;
    private string? unusable;

    private ChainWriter(ChainStore store, ChainState state, string writer, ChainEntry head, TimeProvider time, long oldestEntry)
    {
        this.store = store;
        this.state = state;
        this.time = time;
        this.oldestEntry = oldestEntry;
        Writer = writer;
        Head = head;
    }

    public ChainId Chain => store.Chain;

    /// <summary>16 hex digits, part of every name this writer makes.</summary>
    public string Writer { get; }

    /// <summary>The newest entry, ours.</summary>
    public ChainEntry Head { get; private set; }

    /// <summary>The data files that count now.</summary>
    public IReadOnlyCollection<DataFile> Files => state.Files.Values;

    /// <summary>The newest state snapshot, or null.</summary>
    public SnapshotReference? Snapshot => state.Snapshot;

    /// <summary>The chain that this one continues, or null.</summary>
    public ChainPredecessor? Predecessor => state.Predecessor;

    /// <summary>The number of the newest checkpoint, or 0: entries after it have not been folded.</summary>
    public long CheckpointNumber => state.Checkpoint?.Number ?? 0;

    /// <summary>Reads the chain, appends a takeover entry, then sweeps earlier writers' unnamed files.</summary>
    /// <param name="store">The lake.</param>
    /// <param name="chain">Which chain.</param>
    /// <param name="predecessor">For the first writer of a new log's chain: the chain it continues.</param>
    /// <param name="time">Clock for <c>recorded_at</c>.</param>
    /// <param name="random">For the writer's id.</param>
    /// <param name="cancellation">Cancels the reading; not the create.</param>
    /// <exception cref="DataDamagedException">The chain contradicts itself, or a newer program wrote it.</exception>
    /// <exception cref="ChainLostException">Other writers keep extending the chain.</exception>
    public static async ValueTask<ChainWriter> TakeOverAsync(IObjectStore store, ChainId chain, ChainPredecessor? predecessor, TimeProvider time, Random random, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(random);
        var writerId = random.NextInt64(long.MinValue, long.MaxValue).ToString("x16", CultureInfo.InvariantCulture);
        var chainStore = new ChainStore(store, chain, strict: true);
        for (var attempt = 0; attempt < TakeoverAttempts; attempt++)
        {
            var (state, oldestEntry) = await ChainLoader.LoadAsync(chainStore, cancellation).ConfigureAwait(false);
            await ChainMarkers.EnsureAsync(chainStore, state.Number == 0 ? predecessor : state.Predecessor).ConfigureAwait(false);
            var entry = new ChainEntry
            {
                Number = state.Number + 1,
                Previous = state.Sha256,
                Kind = ChainEntryKind.Takeover,
                Writer = writerId,
                RecordedAt = Later(Timestamp.Now(time), state.RecordedAt),
                Start = state.End,
                End = state.End,
                Predecessor = state.Number == 0 ? predecessor : null,
                Versions = new Dictionary<string, string> { ["processor"] = ProgramVersion.Current },
            };
            var text = ChainText.Write(entry, ChainJson.Default.ChainEntry, out var sha256);
            if (!await chainStore.CreateAsync(LakeNames.Entry(chain, entry.Number), text).ConfigureAwait(false))
                continue;

            if (await chainStore.NewestCheckpointNumberAsync(CancellationToken.None).ConfigureAwait(false) >= entry.Number)
                continue;

            // An earlier writer may have folded since we read the chain. That takes nothing away from what we read: it deletes only 24 hours later, and only behind a look at the entry after its own.
            entry = entry with { Sha256 = sha256 };
            state.Apply(entry);
            var writer = new ChainWriter(chainStore, state, writerId, entry, time, oldestEntry);
            await writer.SweepAsync(cancellation).ConfigureAwait(false);
            return writer;
        }

        throw new ChainLostException($"Others extended chain {chain} each time this writer tried to take it over.");
    }

    /// <summary>A name for a data file that nobody ever used. Thread-safe.</summary>
    /// <param name="kind">Decides the folder.</param>
    /// <param name="recordedHour">For sealed files: hours since 1970.</param>
    public string NewName(DataFileKind kind, long recordedHour = 0) => kind == DataFileKind.Landing
        ? LakeNames.Landing(Chain, Writer, Interlocked.Increment(ref names))
        : LakeNames.Sealed(kind, recordedHour, Chain, Writer, Interlocked.Increment(ref names));

    /// <summary>A folder (with a trailing slash) for new files of a state snapshot, that nobody ever used. Thread-safe.</summary>
    public string NewSnapshotFolder() => LakeNames.Snapshot(Chain, Writer, Interlocked.Increment(ref names));

    /// <summary>Appends an entry. On return it is durable.</summary>
    /// <exception cref="ChainLostException">Another writer has taken over, or the chain was folded past this writer.</exception>
    /// <exception cref="ArgumentException">The draft contradicts the chain; nothing was written.</exception>
    /// <exception cref="IOException">It is unknown whether the entry exists: this writer is of no further use, and a new takeover will find out.</exception>
    public async ValueTask<ChainEntry> AppendAsync(EntryDraft draft, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ThrowIfUnusable();
        cancellation.ThrowIfCancellationRequested();
        var entry = new ChainEntry
        {
            Number = state.Number + 1,
            Previous = state.Sha256,
            Kind = draft.Kind,
            Writer = Writer,
            RecordedAt = draft.RecordedAt ?? Later(Timestamp.Now(time), state.RecordedAt),
            Start = state.End,
            End = draft.End,
            Files = draft.Files,
            Removed = draft.Removed,
            Counts = draft.Counts,
            Versions = draft.Versions,
            Snapshot = draft.Snapshot,
        };
        if ((draft.Kind == ChainEntryKind.Takeover ? "a takeover is made by TakeOverAsync only" : state.Problem(entry)) is { } problem)
            throw new ArgumentException($"This entry must not be appended: {problem}.", nameof(draft));

        var text = ChainText.Write(entry, ChainJson.Default.ChainEntry, out var sha256);
        await CreateOwnAsync(LakeNames.Entry(Chain, entry.Number), text).ConfigureAwait(false);
        if (await store.NewestCheckpointNumberAsync(CancellationToken.None).ConfigureAwait(false) >= entry.Number)
            throw Lost($"chain {Chain} was folded past entry {entry.Number}");

        Head = entry with { Sha256 = sha256 };
        state.Apply(Head);
        return Head;
    }

    /// <summary>Folds everything up to <see cref="Head"/> into a checkpoint, and deletes what has been replaced for 24 hours.</summary>
    /// <exception cref="ChainLostException">Another writer has taken over; the checkpoint may exist, and is of no harm.</exception>
    /// <exception cref="IOException">This writer is of no further use.</exception>
    public async ValueTask<Checkpoint> CheckpointAsync(CancellationToken cancellation = default)
    {
        ThrowIfUnusable();
        if (state.Checkpoint is { } newest && newest.Number == state.Number)
            return newest;

        var checkpoint = await FoldAsync(cancellation).ConfigureAwait(false);
        var text = ChainText.Write(checkpoint, ChainJson.Default.Checkpoint, out _);
        await CreateOwnAsync(LakeNames.Checkpoint(Chain, checkpoint.Number), Gzip.Pack(text)).ConfigureAwait(false);
        await ThrowIfTakenOverAsync().ConfigureAwait(false);
        state.Folded(checkpoint);
        oldestEntry = await ChainDeleter.DeleteAsync(store, state, oldestEntry, cancellation).ConfigureAwait(false);
        return checkpoint;
    }

    private async ValueTask<Checkpoint> FoldAsync(CancellationToken cancellation)
    {
        try
        {
            return await ChainFolder.FoldAsync(store, state, Writer, Later(Timestamp.Now(time), state.RecordedAt), () => Interlocked.Increment(ref names), cancellation).ConfigureAwait(false);
        }
        catch (DataDamagedException)
        {
            // A ledger file may be gone because the one who took over has merged it with others: that is a loss and no damage.
            await ThrowIfTakenOverAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Deletes what earlier writers left unnamed. Behind a checkpoint of our own: a paused writer's later checkpoint might name such a file, and is never the newest then.
    /// </summary>
    private async ValueTask SweepAsync(CancellationToken cancellation)
    {
        var unnamed = await ChainSweeper.UnnamedAsync(store, state, Writer, cancellation).ConfigureAwait(false);
        if (unnamed.Count == 0)
            return;

        await CheckpointAsync(cancellation).ConfigureAwait(false);
        foreach (var name in unnamed)
            await store.Store.DeleteAsync(name, cancellation).ConfigureAwait(false);
    }

    private async ValueTask ThrowIfTakenOverAsync()
    {
        if (await store.NewestCheckpointNumberAsync(CancellationToken.None).ConfigureAwait(false) > state.Number)
            throw Lost($"chain {Chain} was folded past entry {state.Number}");

        if (await store.HasEntryAsync(state.Number + 1, CancellationToken.None).ConfigureAwait(false))
            throw Lost($"entry {state.Number + 1} of chain {Chain} is another writer's");
    }

    private async ValueTask CreateOwnAsync(string name, byte[] text)
    {
        try
        {
            if (await store.CreateAsync(name, text).ConfigureAwait(false))
                return;
        }
        catch (IOException)
        {
            unusable = $"It is unknown whether {name} exists.";
            throw;
        }

        throw Lost($"{name} is another writer's");
    }

    private void ThrowIfUnusable()
    {
        if (unusable is not null)
            throw new ChainLostException($"{unusable} Take the chain over again.");
    }

    private ChainLostException Lost(string why)
    {
        unusable = $"Writer {Writer} has lost its chain: {why}.";
        return new ChainLostException(unusable);
    }

    private static Timestamp Later(Timestamp left, Timestamp right) => left < right ? right : left;
}
