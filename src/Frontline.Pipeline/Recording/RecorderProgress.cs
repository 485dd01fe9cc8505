using System.Collections.Concurrent;
using Frontline.Core;
using Frontline.Core.Road;
using Frontline.Lake.Chain;

namespace Frontline.Pipeline.Recording;

/// <summary>Where the stages are, for the status. Each number has one writer; readers may see them a moment apart.</summary>
internal sealed class RecorderProgress(IStreamSource source, TimeProvider time)
{
    /// <summary>Of each read that is not yet committed: its end and the oldest received time in it.</summary>
    private readonly ConcurrentQueue<(long End, Timestamp Received)> inFlight = new();
    private long readEnd;
    private long readBatches;
    private long readEvents;
    private long committedEvents;
    private long decidedEnd;
    private long committedEnd;
    private long entry;
    private long rows;
    private long lastSeal;

    public long ReadEnd => Volatile.Read(ref readEnd);

    public long DecidedEnd => Volatile.Read(ref decidedEnd);

    public long CommittedEnd => Volatile.Read(ref committedEnd);

    public long Entry => Volatile.Read(ref entry);

    /// <summary>Rows recorded since the start.</summary>
    public long Rows => Volatile.Read(ref rows);

    /// <summary>Number of the last seal entry since the start, or 0.</summary>
    public long LastSeal => Volatile.Read(ref lastSeal);

    /// <summary>Events of the Stream that are not in the chain. Batches that were not read yet are counted by the mean size of those that were.</summary>
    public long LagEvents
    {
        get
        {
            var unread = Math.Max(0, source.End - ReadEnd);
            var mean = Math.Max(1.0, (double)Volatile.Read(ref readEvents) / Math.Max(1, Volatile.Read(ref readBatches)));
            return Math.Max(0, Volatile.Read(ref readEvents) - Volatile.Read(ref committedEvents)) + (long)Math.Ceiling(unread * mean);
        }
    }

    /// <summary>Age of the oldest batch that was read and is not in the chain.</summary>
    public double LagSeconds => inFlight.TryPeek(out var oldest) ? Math.Max(0, (Timestamp.Now(time) - oldest.Received).TotalSeconds) : 0;

    public void Start(ChainEntry head)
    {
        Volatile.Write(ref readEnd, head.End);
        Volatile.Write(ref decidedEnd, head.End);
        Volatile.Write(ref committedEnd, head.End);
        Volatile.Write(ref entry, head.Number);
    }

    public void Read(IReadOnlyList<StreamBatch> batches)
    {
        var oldest = batches[0].ReceivedAt;
        var events = 0L;
        foreach (var batch in batches)
        {
            oldest = batch.ReceivedAt < oldest ? batch.ReceivedAt : oldest;
            events += batch.Items.Count;
        }

        inFlight.Enqueue((batches[^1].Position + 1, oldest));
        Volatile.Write(ref readBatches, readBatches + batches.Count);
        Volatile.Write(ref readEvents, readEvents + events);
        Volatile.Write(ref readEnd, batches[^1].Position + 1);
    }

    public void Decided(long end) => Volatile.Write(ref decidedEnd, end);

    public void Committed(ChainEntry committed, int newRows, long events)
    {
        Volatile.Write(ref committedEvents, committedEvents + events);
        Volatile.Write(ref rows, rows + newRows);
        Volatile.Write(ref entry, committed.Number);
        Volatile.Write(ref committedEnd, committed.End);
        while (inFlight.TryPeek(out var oldest) && oldest.End <= committed.End)
        {
            inFlight.TryDequeue(out _);
        }
    }

    public void Sealed(ChainEntry committed) => Volatile.Write(ref lastSeal, committed.Number);
}
