using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.Road;
using Frontline.Pipeline.Keyed;

namespace Frontline.Pipeline.Deciding;

/// <summary>Gathers the rows, counts and versions of the entry being made. Reusable after <see cref="Cut"/>.</summary>
internal sealed class EntryBuilder(long start)
{
    private readonly Dictionary<(string Game, long Minute), LedgerCount> counts = [];
    private readonly SortedDictionary<string, SortedSet<string>> versions = new(StringComparer.Ordinal);
    private List<RecordedRow> rows = [];
    private LedgerCount? current;
    private IReadOnlyDictionary<string, string>? lastVersions;
    private long events;
    private Timestamp? oldestReceived;

    /// <summary>The Stream position after the last batch taken.</summary>
    public long End { get; private set; } = start;

    public int Rows => rows.Count;

    /// <summary>Whether there is a range to commit, be it without rows.</summary>
    public bool HasBatches => oldestReceived is not null;

    /// <summary>Received time of the oldest batch of the entry, or null.</summary>
    public Timestamp? OldestReceived => oldestReceived;

    /// <summary>Begins a batch.</summary>
    /// <param name="batch">The batch at <see cref="End"/>.</param>
    /// <param name="isNew">Whether no event of it was recorded before: then it counts as received, once.</param>
    /// <exception cref="InvalidOperationException">The Stream has left out or repeated a position.</exception>
    public void Begin(StreamBatch batch, bool isNew)
    {
        if (batch.Position != End)
        {
            throw new InvalidOperationException($"The Stream handed out position {batch.Position} where {End} was next");
        }

        End = batch.Position + 1;
        events += batch.Items.Count;
        oldestReceived = oldestReceived is { } oldest && oldest < batch.ReceivedAt ? oldest : batch.ReceivedAt;
        StoreCurrent();
        var key = (batch.Game, batch.ReceivedAt.UnixMinute);
        var count = counts.GetValueOrDefault(key, new LedgerCount(key.Game, key.UnixMinute, 0, 0, 0, 0, 0));
        current = isNew ? count with { Received = count.Received + batch.EventCount } : count;
        AddVersions(batch.Versions);
    }

    /// <summary>Adds a row of the batch begun last.</summary>
    public void Add(RecordedRow row)
    {
        rows.Add(row);
        var count = current!.Value;
        current = row.Outcome switch
        {
            Outcome.Event => count with { Recorded = count.Recorded + 1 },
            Outcome.Reject => count with { Rejected = count.Rejected + 1 },
            _ => count with { Duplicate = count.Duplicate + 1 },
        };
    }

    public DecidedEntry Cut(EntryChanges changes)
    {
        StoreCurrent();
        var entry = new DecidedEntry
        {
            End = End,
            Rows = rows,
            Events = events,
            Counts = [.. counts.Values.Where(count => count != new LedgerCount(count.Game, count.Minute, 0, 0, 0, 0, 0)).OrderBy(count => count.Game, StringComparer.Ordinal).ThenBy(count => count.Minute)],
            Versions = Versions(),
            Changes = changes,
            OldestReceived = oldestReceived,
        };
        rows = new List<RecordedRow>(Math.Min(rows.Count, 1 << 16));
        counts.Clear();
        versions.Clear();
        (current, lastVersions, events, oldestReceived) = (null, null, 0, null);
        return entry;
    }

    private void StoreCurrent()
    {
        if (current is { } count)
        {
            counts[(count.Game, count.Minute)] = count;
        }
    }

    private void AddVersions(IReadOnlyDictionary<string, string>? added)
    {
        // Batches share one object until something is reloaded.
        if (added is null || ReferenceEquals(added, lastVersions))
        {
            return;
        }

        lastVersions = added;
        foreach (var (name, version) in added)
        {
            if (!versions.TryGetValue(name, out var known))
            {
                versions[name] = known = new SortedSet<string>(StringComparer.Ordinal);
            }

            known.Add(version);
        }
    }

    /// <summary>An entry whose batches were enriched under two versions names both.</summary>
    private Dictionary<string, string> Versions()
    {
        var result = versions.ToDictionary(pair => pair.Key, pair => string.Join(' ', pair.Value), StringComparer.Ordinal);
        result["processor"] = ProgramVersion.Current;
        return result;
    }
}
