using System.Runtime.InteropServices;
using Frontline.Embedded.Memory;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Frontline.Tests.Memory;

public sealed class HeapTests
{
    private const int Megabytes = 400;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void What_the_collected_heap_took_for_what_is_gone_is_given_back_at_the_interval()
    {
        using var compacting = ManagedHeap.CompactEvery(Interval, time);
        Fill();
        var before = Taken();

        time.Advance(Interval);

        // Other tests run meanwhile, and allocate.
        var after = Taken();
        Assert.True(after < before - Megabytes / 2, $"{before} MB, and {after} after the interval");
    }

    [Fact]
    public void What_native_code_freed_is_given_back_at_the_interval()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only glibc has a heap that can be told to give back.");
        using var trimming = NativeHeap.TrimEvery(Interval, time);
        var last = FillNative();
        var before = Environment.WorkingSet >> 20;

        time.Advance(Interval);

        var after = Environment.WorkingSet >> 20;
        Marshal.FreeHGlobal(last);
        Assert.True(after < before - Megabytes / 2, $"{before} MB, and {after} after the interval");
    }

    private static long Taken() => GC.GetGCMemoryInfo(GCKind.Any).TotalCommittedBytes >> 20;

    /// <summary>Memory that is free but for its last block, below which glibc gives nothing back by itself.</summary>
    private static nint FillNative()
    {
        var content = new byte[64 << 10];
        var blocks = Enumerable.Range(0, Megabytes << 4).Select(_ => Marshal.AllocHGlobal(content.Length)).ToList();
        blocks.ForEach(block => Marshal.Copy(content, 0, block, content.Length));
        blocks.Take(blocks.Count - 1).ToList().ForEach(Marshal.FreeHGlobal);
        return blocks[^1];
    }

    /// <summary>Memory that has grown old, and is not used any more.</summary>
    private static void Fill()
    {
        var held = new List<byte[]>();
        for (var i = 0; i < Megabytes << 5; i++)
        {
            held.Add(new byte[32 << 10]);
        }

        GC.Collect();
        GC.KeepAlive(held);
    }
}
