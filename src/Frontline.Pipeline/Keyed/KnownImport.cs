using System.Buffers.Binary;
using System.Text;
using Frontline.Core.State;

namespace Frontline.Pipeline.Keyed;

/// <summary>
/// What was recorded of one import: the mapping's fingerprint, and ranges (inclusive at both ends) of its events. With one mapping, content always makes the same events
/// in the same order, so a range needs only its ends: events that follow each other in a batch are neighbours even where rows in between made none. So there is about a range a batch.
/// </summary>
internal sealed class KnownImport(UInt128 id, string mapping)
{
    private readonly List<(ImportedAt First, ImportedAt Last)> ranges = [];
    private readonly HashSet<ImportedAt> changed = [];
    private bool isNew = true;

    public string Mapping { get; } = mapping;

    /// <summary>Ranges of rows, inclusive at both ends.</summary>
    public IReadOnlyList<(long FirstRow, long LastRow)> Rows => [.. ranges.Select(range => (range.First.Row, range.Last.Row))];

    /// <summary>The number of the cut after which nothing has changed.</summary>
    public long ChangedIn { get; private set; }

    /// <summary>What the state knows of an import, or null.</summary>
    public static KnownImport? Load(IKeyedState state, UInt128 id)
    {
        if (state.Get(StateKeys.ImportMapping(id)) is not { } mapping)
        {
            return null;
        }

        var import = new KnownImport(id, Encoding.UTF8.GetString(mapping)) { isNew = false };
        foreach (var (key, value) in state.Scan(StateKeys.ImportRanges(id)))
        {
            import.ranges.Add((StateKeys.ReadImportRange(key), ReadLast(value)));
        }

        return import;
    }

    public bool Contains(ImportedAt at)
    {
        var index = IndexAfter(at);
        return index > 0 && at.CompareTo(ranges[index - 1].Last) <= 0;
    }

    /// <summary>Adds an event.</summary>
    /// <param name="at">The event.</param>
    /// <param name="previous">The event before it in its batch, or null.</param>
    /// <param name="cut">The number of the entry being made.</param>
    public void Add(ImportedAt at, ImportedAt? previous, long cut)
    {
        var index = IndexAfter(at);
        if (index > 0 && at.CompareTo(ranges[index - 1].Last) <= 0)
        {
            return;
        }

        ChangedIn = cut;
        var first = at;
        if (index > 0 && (ranges[index - 1].Last == previous || at.Follows(ranges[index - 1].Last)))
        {
            index--;
            first = ranges[index].First;
            ranges[index] = (first, at);
        }
        else
        {
            ranges.Insert(index, (at, at));
        }

        changed.Add(first);
        if (index + 1 < ranges.Count && ranges[index + 1].First.Follows(at))
        {
            changed.Add(ranges[index + 1].First);
            ranges[index] = (first, ranges[index + 1].Last);
            ranges.RemoveAt(index + 1);
        }
    }

    public void WriteChanges(List<StateChange> changes)
    {
        if (isNew)
        {
            isNew = false;
            changes.Add(new StateChange(StateChangeKind.Put, StateKeys.ImportMapping(id), Encoding.UTF8.GetBytes(Mapping)));
        }

        foreach (var first in changed.Order())
        {
            var key = StateKeys.ImportRange(id, first);
            var index = IndexAfter(first) - 1;
            changes.Add(index >= 0 && ranges[index].First == first
                ? new StateChange(StateChangeKind.Put, key, WriteLast(ranges[index].Last))
                : new StateChange(StateChangeKind.Delete, key, []));
        }

        changed.Clear();
    }

    private static ImportedAt ReadLast(ReadOnlySpan<byte> value) =>
        value.Length == sizeof(long) + sizeof(int)
            ? new ImportedAt(BinaryPrimitives.ReadInt64BigEndian(value), BinaryPrimitives.ReadInt32BigEndian(value[sizeof(long)..]))
            : throw new KeyedStateDamagedException("A range of imported rows cannot be read");

    private static byte[] WriteLast(ImportedAt last)
    {
        var value = new byte[sizeof(long) + sizeof(int)];
        BinaryPrimitives.WriteInt64BigEndian(value, last.Row);
        BinaryPrimitives.WriteInt32BigEndian(value.AsSpan(sizeof(long)), last.Number);
        return value;
    }

    /// <summary>Index of the first range that begins after an event.</summary>
    private int IndexAfter(ImportedAt at)
    {
        var (low, high) = (0, ranges.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ranges[middle].First.CompareTo(at) <= 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
