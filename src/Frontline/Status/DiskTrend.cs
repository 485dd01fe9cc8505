using Frontline.Core;

namespace Frontline.Status;

/// <summary>How fast a disk fills: free bytes, looked at once a minute for a day. Thread-safe.</summary>
internal sealed class DiskTrend : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Watched = TimeSpan.FromDays(1);

    /// <summary>Before this a single sealing or checkpoint would pass for a trend.</summary>
    private static readonly TimeSpan WatchedMin = TimeSpan.FromMinutes(10);

    private readonly Func<long> freeBytes;
    private readonly TimeProvider time;
    private readonly Queue<(Timestamp At, long Free)> samples = new();
    private readonly Lock gate = new();
    private readonly ITimer timer;

    /// <param name="freeBytes">Tells what is left now.</param>
    /// <param name="time">The clock.</param>
    public DiskTrend(Func<long> freeBytes, TimeProvider time)
    {
        this.freeBytes = freeBytes;
        this.time = time;
        Sample();
        timer = time.CreateTimer(_ => Sample(), state: null, Interval, Interval);
    }

    /// <summary>Days until nothing is left at the pace since the oldest look; null when that cannot be told or is never.</summary>
    public double? DaysUntilFull(long freeNow)
    {
        lock (gate)
        {
            var (at, free) = samples.Peek();
            var elapsed = Timestamp.Now(time) - at;
            return elapsed < WatchedMin || free <= freeNow ? null : freeNow / ((free - freeNow) / elapsed.TotalDays);
        }
    }

    public void Dispose() => timer.Dispose();

    private void Sample()
    {
        try
        {
            var free = freeBytes();
            lock (gate)
            {
                samples.Enqueue((Timestamp.Now(time), free));
                while (Timestamp.Now(time) - samples.Peek().At > Watched)
                {
                    samples.Dequeue();
                }
            }
        }
        catch (IOException)
        {
            // A disk that cannot be asked shows in the roles that use it.
        }
    }
}
