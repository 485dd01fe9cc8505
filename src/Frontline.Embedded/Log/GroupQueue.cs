using System.Buffers;
using Frontline.Core.Road;

namespace Frontline.Embedded.Log;

/// <summary>Where concurrent appends gather into groups while the flusher writes the group before.</summary>
internal sealed class GroupQueue(SegmentLogOptions options) : IDisposable
{
    private const int FreeBuffersMax = 4;
    private readonly Lock gate = new();
    private readonly SemaphoreSlim arrived = new(0);
    private readonly Queue<CommitGroup> full = new();
    private readonly Stack<byte[]> freeBuffers = new();
    private CommitGroup? filling;
    private long pendingBytes;
    private bool flusherWaits;
    private Func<InboxUnavailableException>? closed;

    /// <summary>Adds a record to the group being filled; the caller then waits for that group.</summary>
    /// <exception cref="InboxUnavailableException">Too much waits already, or the queue is closed.</exception>
    public CommitGroup Add<TState>(int length, TState state, SpanAction<byte, TState> write, out int index)
    {
        var frameBytes = LogFormat.FrameBytes(length);
        CommitGroup group;
        bool wake;
        lock (gate)
        {
            if (closed is not null)
                throw closed();
            if (pendingBytes + frameBytes > options.PendingBytesMax)
                throw new InboxUnavailableException($"The log has {pendingBytes} bytes waiting to be written; more than {options.PendingBytesMax} are not taken.", isTransient: true);
            group = GroupFor(frameBytes);
            index = group.Add(length, state, write);
            pendingBytes += frameBytes;
            wake = flusherWaits;
            flusherWaits = false;
        }

        if (wake)
            arrived.Release();
        return group;
    }

    /// <summary>The next group to write; waits for one. Null once the queue is closed and empty.</summary>
    public CommitGroup? Take()
    {
        while (true)
        {
            lock (gate)
            {
                if (!full.TryDequeue(out var group) && filling is { Records: > 0 })
                    (group, filling) = (filling, null);
                if (group is not null || closed is not null)
                    return group;
                flusherWaits = true;
            }

            arrived.Wait();
        }
    }

    /// <summary>The group was written or refused; its buffer can be used again.</summary>
    public void Release(CommitGroup group)
    {
        lock (gate)
        {
            pendingBytes -= group.Bytes;
            if (group.Buffer.Length == PooledBufferBytes && freeBuffers.Count < FreeBuffersMax)
                freeBuffers.Push(group.Buffer);
        }
    }

    /// <summary>Refuses appends from now on. What was added before is still handed out. The first reason stays.</summary>
    public void Close(Func<InboxUnavailableException> reason)
    {
        bool wake;
        lock (gate)
        {
            closed ??= reason;
            wake = flusherWaits;
            flusherWaits = false;
        }

        if (wake)
            arrived.Release();
    }

    /// <summary>Takes everything that waits, so that it can be refused.</summary>
    public List<CommitGroup> Drain()
    {
        lock (gate)
        {
            var drained = full.ToList();
            full.Clear();
            if (filling is { Records: > 0 })
                drained.Add(filling);
            filling = null;
            return drained;
        }
    }

    public void Dispose() => arrived.Dispose();

    private int PooledBufferBytes => LogFormat.AlignToBlock(options.GroupBytesMax);

    private CommitGroup GroupFor(int frameBytes)
    {
        if (filling is not null && filling.Bytes + frameBytes <= filling.Buffer.Length)
            return filling;
        if (filling is { Records: > 0 })
            full.Enqueue(filling);
        filling = frameBytes > PooledBufferBytes
            ? new CommitGroup(GC.AllocateUninitializedArray<byte>(LogFormat.AlignToBlock(frameBytes)))
            : new CommitGroup(freeBuffers.TryPop(out var buffer) ? buffer : GC.AllocateUninitializedArray<byte>(PooledBufferBytes));
        return filling;
    }
}
