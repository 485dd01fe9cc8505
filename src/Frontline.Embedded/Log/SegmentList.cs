using System.Collections.Immutable;

namespace Frontline.Embedded.Log;

/// <summary>The segments in use, oldest first, never empty. Readers see a consistent list; changes come one at a time.</summary>
internal sealed class SegmentList(ImmutableArray<Segment> initial)
{
    private readonly Lock gate = new();
    private ImmutableArray<Segment> segments = initial;

    public ImmutableArray<Segment> All
    {
        get
        {
            lock (gate)
            {
                return segments;
            }
        }
    }

    public long BytesInUse => All.Sum(segment => segment.Bytes);

    public void Add(Segment segment)
    {
        lock (gate)
        {
            segments = segments.Add(segment);
        }
    }

    /// <summary>Removes the oldest segment if there is another one and all its records lie before a position.</summary>
    public Segment? TryRemoveOldest(long before)
    {
        lock (gate)
        {
            if (segments.Length < 2 || segments[1].FirstPosition > before)
                return null;
            var oldest = segments[0];
            segments = segments.RemoveAt(0);
            return oldest;
        }
    }

    /// <summary>The segment that holds a position (or will), and the first position after it as far as that is known; null for one that was trimmed.</summary>
    public (Segment Segment, long End)? Find(long position)
    {
        var all = All;
        for (var index = all.Length - 1; index >= 0; index--)
        {
            if (all[index].FirstPosition <= position)
                return (all[index], index + 1 < all.Length ? all[index + 1].FirstPosition : long.MaxValue);
        }

        return null;
    }
}
