namespace Frontline.Embedded.Memory;

/// <summary>
/// The collected heap. While there is memory, the collector lets what died of old age lie: at 35,000 events/s 660 MB were taken for 225 MB that were in use. So that is looked for at intervals, in the
/// background; the collector's background threads took 0.6 to 1.1 s of CPU in half a minute then (bench/results/road.md).
/// </summary>
public static class ManagedHeap
{
    /// <summary>A smaller heap is left to the collector.</summary>
    private const long BytesMin = 128 << 20;

    private const int Oldest = 2;

    /// <summary>Collects in the background at intervals, unless the collector has done so itself meanwhile, until disposed.</summary>
    public static IDisposable CollectEvery(TimeSpan interval, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        var collections = 0;
        return time.CreateTimer(_ => collections = Collect(collections), state: null, interval, interval);
    }

    private static int Collect(int before)
    {
        if (GC.CollectionCount(Oldest) == before && GC.GetGCMemoryInfo().TotalCommittedBytes >= BytesMin)
        {
            GC.Collect(Oldest, GCCollectionMode.Forced, blocking: false);
        }

        return GC.CollectionCount(Oldest);
    }
}
