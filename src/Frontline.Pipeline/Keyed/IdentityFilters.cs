namespace Frontline.Pipeline.Keyed;

/// <summary>
/// Filters over the dedupe keys of client hours that began under this process: nearly every event is of such an hour and new, and is told so without
/// asking the keyed state. Hours that had keys before have none, and neither have those given up for the memory budget: the state is asked for them.
/// </summary>
/// <remarks>Invariant: a filter that is held has seen every key of its hour. Not thread-safe.</remarks>
internal sealed class IdentityFilters(long bytesMax)
{
    private readonly Dictionary<uint, IdentityFilter> filters = [];

    /// <summary>Oldest first; hours that are no longer held are passed over.</summary>
    private readonly Queue<uint> order = new();

    public long Bytes { get; private set; }

    /// <summary>Begins a filter for an hour that has no keys.</summary>
    public void Begin(uint hour)
    {
        if (filters.TryAdd(hour, new IdentityFilter()))
        {
            order.Enqueue(hour);
        }
    }

    /// <summary>Takes a key of an hour into account, if the hour has a filter. The budget may cost this hour or an older one its filter.</summary>
    public void Add(uint hour, UInt128 identity)
    {
        if (!filters.TryGetValue(hour, out var filter))
        {
            return;
        }

        if (filter.IsFull && !Grow(hour, filter))
        {
            return;
        }

        filter.Add(identity);
    }

    /// <summary>False when an hour has no such key for sure; true when it may have, or has no filter.</summary>
    public bool MayContain(uint hour, UInt128 identity) => !filters.TryGetValue(hour, out var filter) || filter.MayContain(identity);

    /// <summary>Gives an hour's filter up.</summary>
    public void Drop(uint hour)
    {
        if (filters.Remove(hour, out var filter))
        {
            Bytes -= filter.Bytes;
        }
    }

    private bool Grow(uint hour, IdentityFilter filter)
    {
        while (Bytes + filter.NextBytes > bytesMax && TryOldest(out var oldest))
        {
            // The newest hour takes what is left of the budget before it is given up itself.
            if (oldest == hour && bytesMax - Bytes >= Math.Max(IdentityFilter.PartBytesMin, filter.NextBytes / 8))
            {
                break;
            }

            Drop(oldest);
        }

        if (!filters.ContainsKey(hour))
        {
            return false;
        }

        var before = filter.Bytes;
        filter.Grow(Math.Min(filter.NextBytes, bytesMax - Bytes));
        Bytes += filter.Bytes - before;
        return true;
    }

    private bool TryOldest(out uint hour)
    {
        while (order.TryPeek(out hour))
        {
            if (filters.ContainsKey(hour))
            {
                return true;
            }

            order.Dequeue();
        }

        return false;
    }
}
