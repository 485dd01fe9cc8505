using Frontline.Core.Road;
using Frontline.Core.Storage;

namespace Frontline.Embedded.Log;

/// <summary>
/// Spare segment files: emptied ones, and pre-written new ones, made ahead of need. Writing into blocks that the disk already knows lets a sync
/// write data only; that is the largest single lever on its latency. All disk-space errors come up here, before anything is acknowledged.
/// </summary>
/// <param name="files">The file layer.</param>
/// <param name="directory">The log's directory.</param>
/// <param name="options">Sizes and bounds.</param>
/// <param name="bytesInUse">The bytes of the segments in use.</param>
internal sealed class SegmentPool(IFileSystem files, string directory, SegmentLogOptions options, Func<long> bytesInUse)
{
    private const int ChunkBytes = 1024 * 1024;
    private readonly Lock gate = new();
    private readonly Queue<string> spares = new();
    private Task preparation = Task.CompletedTask;
    private long nextNumber = 1;
    private volatile string? shortage;

    /// <summary>Why no segment could be had when one was needed, until one can be had again.</summary>
    public string? Shortage => shortage;

    public int Spares
    {
        get
        {
            lock (gate)
            {
                return spares.Count;
            }
        }
    }

    /// <summary>The preparation that runs, or the last that ran.</summary>
    public Task Preparation => Volatile.Read(ref preparation);

    /// <summary>Takes over the spare files found on opening; those of another size, and more than are kept, are deleted.</summary>
    public void Adopt(IEnumerable<long> numbers)
    {
        lock (gate)
        {
            foreach (var number in numbers.Order())
            {
                nextNumber = number + 1;
                var path = Path.Combine(directory, LogFormat.SpareName(number));
                if (spares.Count < options.SpareSegmentsMax && LengthOf(path) == options.SegmentBytes && bytesInUse() + ((spares.Count + 1) * options.SegmentBytes) <= options.DirectoryBytesMax)
                    spares.Enqueue(path);
                else
                    files.Delete(path);
            }
        }
    }

    /// <summary>A file of <see cref="SegmentLogOptions.SegmentBytes"/> with anything in it. Waits while one is being prepared.</summary>
    /// <exception cref="InboxUnavailableException">There is no space for one; transient.</exception>
    /// <exception cref="IOException">The disk failed.</exception>
    public string Take()
    {
        lock (gate)
        {
            if (spares.Count == 0)
            {
                try
                {
                    spares.Enqueue(Prepare());
                }
                catch (InboxUnavailableException exception)
                {
                    shortage = exception.Message;
                    throw;
                }
            }

            shortage = null;
            return spares.Dequeue();
        }
    }

    /// <summary>Makes a spare file in the background when there is none.</summary>
    public void PrepareAhead()
    {
        if (!Preparation.IsCompleted)
            return;

        // A thread of its own: writing a segment takes long enough to starve the pool of a small machine.
        Volatile.Write(ref preparation, Task.Factory.StartNew(TryPrepare, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
    }

    /// <summary>A name for an emptied segment, or null when it is not wanted.</summary>
    public string? TryReserveName(long segmentBytes)
    {
        lock (gate)
        {
            return segmentBytes == options.SegmentBytes && spares.Count < options.SpareSegmentsMax ? NextPath() : null;
        }
    }

    /// <summary>Takes back an emptied segment that durably has its spare name.</summary>
    public void Return(string path)
    {
        lock (gate)
        {
            spares.Enqueue(path);
            shortage = null;
        }
    }

    private void TryPrepare()
    {
        lock (gate)
        {
            if (spares.Count > 0)
                return;
            try
            {
                spares.Enqueue(Prepare());
                shortage = null;
            }
            catch (InboxUnavailableException)
            {
                // Not needed yet, or known to be missing: whoever needs a segment tries again.
            }
            catch (IOException)
            {
                // The same; if the disk has failed, the flusher meets that itself and stops the log.
            }
        }
    }

    private string Prepare()
    {
        var inUse = bytesInUse();
        if (inUse + options.SegmentBytes > options.DirectoryBytesMax)
            throw Short($"The log in '{directory}' is full: its segments take {inUse} bytes, and DirectoryBytesMax is {options.DirectoryBytesMax}. It goes on once what reads it has caught up.");
        if (files.FreeBytes(directory) - options.SegmentBytes < options.FreeBytesMin)
            throw Short($"The disk of the log in '{directory}' has too little space for another segment of {options.SegmentBytes} bytes, with {options.FreeBytesMin} to stay free.");
        var path = NextPath();
        try
        {
            Fill(path);
            return path;
        }
        catch (DiskFullException exception)
        {
            TryDelete(path);
            throw Short($"The disk of the log in '{directory}' is full.", exception);
        }
        catch (IOException)
        {
            TryDelete(path);
            throw;
        }
    }

    private void Fill(string path)
    {
        using var file = files.Create(path);
        var zeros = new byte[Math.Min(ChunkBytes, options.SegmentBytes)];
        for (var offset = 0L; offset < options.SegmentBytes; offset += zeros.Length)
        {
            file.Write(zeros.AsSpan(0, (int)Math.Min(zeros.Length, options.SegmentBytes - offset)), offset);
        }

        // Not for correctness (the first block's sync would do), but so that a full disk shows here and the first append is fast.
        file.Sync();
    }

    private string NextPath() => Path.Combine(directory, LogFormat.SpareName(nextNumber++));

    private static InboxUnavailableException Short(string sentence, Exception? inner = null) => new(sentence, isTransient: true, inner);

    private long LengthOf(string path)
    {
        using var file = files.Open(path, FileAccess.Read);
        return file.Length;
    }

    private void TryDelete(string path)
    {
        try
        {
            files.Delete(path);
        }
        catch (IOException)
        {
            // A spare file means nothing; the next start deletes it.
        }
    }
}
