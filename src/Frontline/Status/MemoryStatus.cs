namespace Frontline.Status;

/// <summary>The memory of this process, in bytes.</summary>
/// <param name="ResidentBytes">All of it that is in RAM: engines, files that are mapped and code included.</param>
/// <param name="ManagedBytes">What the collected heap holds, and what of it can be collected, as of the last collection.</param>
/// <param name="ManagedCommittedBytes">What the collected heap has taken from the system.</param>
internal sealed record MemoryStatus(long ResidentBytes, long ManagedBytes, long ManagedCommittedBytes)
{
    public static MemoryStatus Now()
    {
        var heap = GC.GetGCMemoryInfo(GCKind.Any);
        return new MemoryStatus(Environment.WorkingSet, heap.HeapSizeBytes, heap.TotalCommittedBytes);
    }
}
