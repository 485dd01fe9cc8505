namespace Frontline.Live;

/// <summary>Counts the clients that follow live windows, up to a bound. Thread-safe.</summary>
internal sealed class LiveFollowers(int max)
{
    private int count;

    public int Count => Volatile.Read(ref count);

    public bool TryEnter()
    {
        if (Interlocked.Increment(ref count) <= max)
        {
            return true;
        }

        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref count);
}
