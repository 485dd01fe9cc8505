namespace Frontline.Demo;

/// <summary>Hands out blocks of consecutive players to several workers, and knows up to which player all of them are done.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class DoneBlocks(long first, long end)
{
    private const long BlockSize = 8;

    private readonly Lock gate = new();
    private readonly SortedSet<long> doneAhead = [];
    private long next = first;
    private long done = first;

    /// <summary>Players below this are done.</summary>
    public long Done
    {
        get
        {
            lock (gate)
            {
                return done;
            }
        }
    }

    /// <summary>The next block, or false when there is none.</summary>
    public bool TryTake(out long from, out long until)
    {
        lock (gate)
        {
            (from, until) = (next, Math.Min(end, next + BlockSize));
            next = until;
            return from < until;
        }
    }

    public void Finish(long from)
    {
        lock (gate)
        {
            doneAhead.Add(from);
            while (doneAhead.Remove(done))
            {
                done = Math.Min(end, done + BlockSize);
            }
        }
    }
}
