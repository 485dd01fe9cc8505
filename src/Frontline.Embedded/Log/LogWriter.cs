using Frontline.Core.Faults;
using Frontline.Core.Road;
using Frontline.Core.Storage;

namespace Frontline.Embedded.Log;

/// <summary>
/// The one thread that writes: takes a group, writes it as whole blocks, syncs, tells the group. Strictly one after another: that a group is begun only
/// after the one before is synced is what recovery rests on.
/// </summary>
/// <remarks>Fail-stop: after any failed write or sync nothing is known about the disk, so nothing is ever acknowledged again by this process.</remarks>
internal sealed class LogWriter : IDisposable
{
    private readonly IFileSystem files;
    private readonly string directory;
    private readonly string logId;
    private readonly GroupQueue queue;
    private readonly SegmentPool pool;
    private readonly SegmentList segments;
    private readonly IFaultPoints faults;
    private readonly ulong saltKey;
    private readonly bool preparesAhead;
    private readonly Action<LogTail> onSynced;
    private readonly TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Segment active;
    private IFile file;
    private long offset;
    private long position;
    private uint group;
    private bool endsWithMark;
    private volatile InboxUnavailableException? failure;

    public LogWriter(IFileSystem files, string directory, string logId, GroupQueue queue, SegmentPool pool, SegmentList segments, RecoveredTail tail, ulong saltKey, bool preparesAhead, IFaultPoints faults, Action<LogTail> onSynced)
    {
        this.files = files;
        this.directory = directory;
        this.logId = logId;
        this.queue = queue;
        this.pool = pool;
        this.segments = segments;
        this.faults = faults;
        this.saltKey = saltKey;
        this.preparesAhead = preparesAhead;
        this.onSynced = onSynced;
        active = segments.All[^1];
        (offset, position, group, endsWithMark) = (tail.Offset, tail.Position, tail.Group, tail.EndsWithMark);
        file = files.Open(active.Path, FileAccess.ReadWrite);
    }

    /// <summary>Why the log has stopped for good, or null. To be thrown anew for each caller.</summary>
    public InboxUnavailableException? Failure => failure;

    public void Start() => new Thread(Run) { IsBackground = true, Name = "frontline-log" }.Start();

    /// <summary>Completes when the thread has ended, everything it still had written or refused.</summary>
    public Task Stopped => stopped.Task;

    /// <summary>Stops the log for good.</summary>
    public void Fail(Exception exception)
    {
        failure ??= new InboxUnavailableException($"The log in '{directory}' has stopped, since what is on its disk is no longer certain: {exception.Message} Nothing is accepted until a restart.", isTransient: false, exception);
        queue.Close(() => Again(failure));
    }

    /// <summary>An exception of its own for each caller, since a thrown one carries its stack.</summary>
    public static InboxUnavailableException Again(InboxUnavailableException exception) => new(exception.Message, exception.IsTransient, exception.InnerException);

    public void Dispose() => file.Dispose();

    private void Run()
    {
        while (queue.Take() is { } next)
        {
            if (failure is null)
                Commit(next);
            else
                next.Fail(Again(failure));
            queue.Release(next);
        }

        if (failure is null)
            TryWriteMark();
        stopped.TrySetResult();
    }

    private void Commit(CommitGroup next)
    {
        try
        {
            if (offset + next.BlockBytes > active.Bytes)
                BeginSegment(pool.Take());
            WriteAndSync(next.Seal(active.Salt, group, position));
            var first = position;
            position += next.Records;
            onSynced(new LogTail(position, active.Sequence, offset));
            next.Complete(first);
        }
        catch (InboxUnavailableException exception) when (exception.IsTransient)
        {
            // No room for another segment, found before anything was written. What waits behind would find the same.
            next.Fail(exception);
            foreach (var waiting in queue.Drain())
            {
                waiting.Fail(Again(exception));
                queue.Release(waiting);
            }
        }
        catch (Exception exception)
        {
            // Whatever it was, a write or sync may have been half done.
            Fail(exception);
            next.Fail(Again(failure!));
        }
    }

    private void WriteAndSync(ReadOnlySpan<byte> blocks)
    {
        file.Write(blocks, offset);
        faults.Reach(LogFaults.GroupWritten);
        file.Sync();
        faults.Reach(LogFaults.GroupSynced);
        offset += blocks.Length;
        group++;
        endsWithMark = false;
    }

    private void BeginSegment(string sparePath)
    {
        var (segment, opened) = CreateSegment(files, directory, sparePath, logId, active.Sequence + 1, position, saltKey, faults);
        file.Dispose();
        (file, active, offset, group) = (opened, segment, LogFormat.BlockBytes, 0);
        segments.Add(segment);
        if (preparesAhead)
            pool.PrepareAhead();
    }

    /// <summary>Makes a segment of a spare file: the first block durable, then the name, then the name durable. So a segment's name never lies.</summary>
    public static (Segment Segment, IFile File) CreateSegment(IFileSystem files, string directory, string sparePath, string logId, long sequence, long firstPosition, ulong saltKey, IFaultPoints faults)
    {
        var file = files.Open(sparePath, FileAccess.ReadWrite);
        try
        {
            var segment = new Segment(Path.Combine(directory, LogFormat.SegmentName(sequence)), sequence, firstPosition, SaltOf(saltKey, sequence), file.Length);
            segment.WriteHeader(file, logId);
            file.Sync();
            faults.Reach(LogFaults.SegmentHeaderSynced);
            files.Rename(sparePath, segment.Path);
            faults.Reach(LogFaults.SegmentNamed);
            files.SyncDirectory(directory);
            return (segment, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>
    /// A mark proves on the next start that the last record was synced, so that damage to it is told from a torn tail. Only a proof: when it cannot be
    /// written, nothing is lost.
    /// </summary>
    private void TryWriteMark()
    {
        if (endsWithMark || offset + LogFormat.BlockBytes > active.Bytes)
            return;
        try
        {
            Span<byte> block = stackalloc byte[LogFormat.BlockBytes];
            block.Clear();
            new FrameHeader(active.Salt, position, group, PayloadBytes: 0, IsLast: true, LogFormat.Checksum([])).Write(block);
            WriteAndSync(block);
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    /// <summary>Differs for every use of every file: sequences never repeat in a log, and the key is drawn at each start. (The finaliser of SplitMix64.)</summary>
    private static ulong SaltOf(ulong key, long sequence)
    {
        var mixed = key + ((ulong)sequence * 0x9E3779B97F4A7C15);
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        mixed ^= mixed >> 31;
        return mixed == 0 ? 1 : mixed;
    }
}
