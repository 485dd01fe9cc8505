using Frontline.Core;
using Frontline.Core.Road;

namespace Frontline.Lake.Chain;

/// <summary>A chain folded up to an entry: what counts, what waits for deletion, and what the next entry must look like.</summary>
/// <remarks>The one place where entries take effect; writers check a draft against it before they create, readers what they read.</remarks>
internal sealed class ChainState
{
    private readonly LedgerSums counts = new();

    private ChainState(ChainId chain) => Chain = chain;

    public ChainId Chain { get; }

    /// <summary>Number of the newest entry; 0 for a chain without entries.</summary>
    public long Number { get; private set; }

    public string Sha256 { get; private set; } = ChainText.NoPrevious;

    public Timestamp RecordedAt { get; private set; } = new(long.MinValue);

    public long End { get; private set; }

    public Dictionary<string, DataFile> Files { get; } = new(StringComparer.Ordinal);

    public SnapshotReference? Snapshot { get; private set; }

    public ChainPredecessor? Predecessor { get; private set; }

    /// <summary>The newest checkpoint this state was folded into, or null.</summary>
    public Checkpoint? Checkpoint { get; private set; }

    /// <summary>Files that no longer count, with when they were replaced.</summary>
    public Dictionary<string, Timestamp> Replaced { get; } = new(StringComparer.Ordinal);

    /// <summary>The ledger of the entries after <see cref="Checkpoint"/>.</summary>
    public IReadOnlyCollection<LedgerCount> Counts => counts.Counts;

    public static ChainState Empty(ChainId chain) => new(chain);

    public static ChainState From(ChainId chain, Checkpoint checkpoint)
    {
        var state = new ChainState(chain)
        {
            Number = checkpoint.Number,
            Sha256 = checkpoint.EntrySha256,
            RecordedAt = checkpoint.EntryRecordedAt,
            End = checkpoint.End,
            Snapshot = checkpoint.Snapshot,
            Predecessor = checkpoint.Predecessor,
            Checkpoint = checkpoint,
        };
        foreach (var file in checkpoint.Files)
            state.Files[file.Name] = file;

        foreach (var replaced in checkpoint.Replaced)
            state.Replaced[replaced.Name] = replaced.ReplacedAt;

        return state;
    }

    /// <summary>What is wrong with an entry as the next one, or null.</summary>
    public string? Problem(ChainEntry entry)
    {
        if (entry.Number != Number + 1)
            return $"its number is {entry.Number}, not {Number + 1}";

        if (entry.Previous != Sha256)
            return $"it continues an entry with SHA-256 {entry.Previous}, but entry {Number} has {Sha256}";

        if (entry.RecordedAt < RecordedAt)
            return $"it was recorded at {entry.RecordedAt}, before entry {Number} at {RecordedAt}";

        if (entry.Start != End || entry.End < entry.Start || (entry.End != entry.Start && entry.Kind != ChainEntryKind.Commit))
            return $"a {entry.Kind} of [{entry.Start}, {entry.End}) cannot follow a chain that ends at {End}";

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in entry.Removed)
        {
            if (!Files.ContainsKey(name) || !names.Add(name))
                return $"it removes {name}, which does not count";
        }

        foreach (var file in entry.Files)
        {
            if (Files.ContainsKey(file.Name) || Replaced.ContainsKey(file.Name) || !names.Add(file.Name))
                return $"it adds {file.Name}, which was there before";

            if (file.Rows != file.Events + file.Rejects + file.Duplicates)
                return $"{file.Name} has {file.Rows} rows, but {file.Events} events, {file.Rejects} rejects and {file.Duplicates} duplicates";
        }

        return entry.Kind switch
        {
            ChainEntryKind.Commit => CommitProblem(entry),
            ChainEntryKind.Seal => SealProblem(entry),
            _ => null,
        };
    }

    /// <summary>Takes an entry for which <see cref="Problem"/> is null; for one with a problem, takes it at its word, so that a verification can go on.</summary>
    public void Apply(ChainEntry entry)
    {
        Number = entry.Number;
        Sha256 = entry.Sha256;
        RecordedAt = entry.RecordedAt;
        End = entry.End;
        Predecessor ??= entry.Predecessor;
        foreach (var name in entry.Removed)
        {
            Files.Remove(name);
            Replaced[name] = entry.RecordedAt;
        }

        foreach (var file in entry.Files)
            Files[file.Name] = file;

        foreach (var count in entry.Counts)
            counts.Add(count);

        if (entry.Snapshot is not null)
            TakeSnapshot(entry.Snapshot, entry.RecordedAt);
    }

    /// <summary>Goes on at an entry after missing or unreadable ones, whose effects stay unknown.</summary>
    public void SkipTo(ChainEntry entry)
    {
        Number = entry.Number - 1;
        Sha256 = entry.Previous;
        End = entry.Start;
    }

    /// <summary>Takes the newest entry's own checkpoint: the ledger's counts now lie in files.</summary>
    public void Folded(Checkpoint checkpoint)
    {
        Checkpoint = checkpoint;
        counts.Clear();
        foreach (var replaced in checkpoint.Replaced)
            Replaced[replaced.Name] = replaced.ReplacedAt;
    }

    /// <summary>Snapshots share files; those that only the earlier one has wait for their deletion.</summary>
    private void TakeSnapshot(SnapshotReference snapshot, Timestamp at)
    {
        if (Snapshot is not null)
        {
            foreach (var file in Snapshot.Files)
                Replaced[file.Name] = at;
        }

        foreach (var file in snapshot.Files)
            Replaced.Remove(file.Name);

        Snapshot = snapshot;
    }

    private static string? CommitProblem(ChainEntry entry)
    {
        if (entry.Removed.Count > 0)
            return "a commit removes files";

        var (recorded, rejected, duplicate) = (0L, 0L, 0L);
        foreach (var count in entry.Counts)
        {
            recorded += count.Recorded;
            rejected += count.Rejected;
            duplicate += count.Duplicate;
        }

        return recorded == entry.Files.Sum(file => file.Events) && rejected == entry.Files.Sum(file => file.Rejects) && duplicate == entry.Files.Sum(file => file.Duplicates)
            ? null
            : $"its counts ({recorded} recorded, {rejected} rejected, {duplicate} duplicate) are not those of its files";
    }

    /// <summary>Sealing moves rows, it never makes or loses one.</summary>
    private string? SealProblem(ChainEntry entry)
    {
        var removed = entry.Removed.Select(name => Files[name]).ToList();
        return removed.Sum(file => file.Events) == entry.Files.Sum(file => file.Events)
            && removed.Sum(file => file.Rejects) == entry.Files.Sum(file => file.Rejects)
            && removed.Sum(file => file.Duplicates) == entry.Files.Sum(file => file.Duplicates)
            ? null
            : $"it replaces files with {removed.Sum(file => file.Rows)} rows by files with {entry.Files.Sum(file => file.Rows)}, or changes what became of some";
    }
}
