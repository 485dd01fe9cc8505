using System.Buffers;
using System.Runtime.CompilerServices;
using Frontline.Core;
using Frontline.Core.Faults;
using Frontline.Core.Road;
using Frontline.Core.Storage;

namespace Frontline.Embedded.Log;

/// <summary>
/// An append log in a directory: records numbered 0, 1, 2 … without gaps, durable when acknowledged, checked whenever read. docs/specs/log.md has the
/// format, the argument for recovery, and what is promised.
/// </summary>
/// <remarks>
/// One process at a time. Appends, reads and trims may come from any thread. Concurrent appends share one write and one sync (group commit).
/// A failed write or sync stops the log for good (<see cref="Refusal"/>); lack of space only refuses appends until there is some.
/// </remarks>
public sealed class SegmentLog : IAsyncDisposable
{
    private readonly IFileSystem files;
    private readonly SegmentLogOptions options;
    private readonly TimeProvider time;
    private readonly IFaultPoints faults;
    private readonly IDisposable directoryLock;
    private readonly SegmentList segments;
    private readonly SegmentPool pool;
    private readonly GroupQueue queue;
    private readonly LogWriter writer;
    private readonly Lock trimGate = new();
    private readonly CancellationTokenSource closing = new();
    private volatile LogTail tail;
    private TaskCompletionSource? advance;
    private volatile string? lowSpace;
    private long spaceCheckedAt;
    private int disposed;

    private SegmentLog(IFileSystem files, string directory, SegmentLogOptions options, TimeProvider time, IFaultPoints faults, IDisposable directoryLock, OpenedDirectory opened, ulong saltKey)
    {
        this.files = files;
        this.options = options;
        this.time = time;
        this.faults = faults;
        this.directoryLock = directoryLock;
        Directory = directory;
        Id = opened.LogId;
        Recovery = opened.Tail.Cut;
        segments = opened.Segments;
        pool = opened.Pool;
        queue = new GroupQueue(options);
        tail = new LogTail(opened.Tail.Position, segments.All[^1].Sequence, opened.Tail.Offset);
        writer = new LogWriter(files, directory, Id, queue, pool, segments, opened.Tail, saltKey, options.PreparesAhead, faults, Publish);
        spaceCheckedAt = time.GetTimestamp();
        lowSpace = CheckSpace();
        if (options.PreparesAhead)
            pool.PrepareAhead();
        writer.Start();
    }

    public string Directory { get; }

    /// <summary>12 lower-case hex digits, drawn when the log was made.</summary>
    public string Id { get; }

    /// <summary>What opening had to cut, or null. Worth a line in the program's log.</summary>
    public LogRecovery? Recovery { get; }

    /// <summary>The first position that can still be read.</summary>
    public long Begin => segments.All[0].FirstPosition;

    /// <summary>The position after the last synced record.</summary>
    public long End => tail.End;

    /// <summary>Bytes on disk of the segments, spare ones included.</summary>
    public long DirectoryBytes => segments.BytesInUse + (pool.Spares * options.SegmentBytes);

    /// <summary>Null while appends are accepted, else why not, in a sentence. Cheap; asks for the free space now and then.</summary>
    public string? Refusal
    {
        get
        {
            if (writer.Failure is { } failure)
                return failure.Message;
            if (Volatile.Read(ref disposed) != 0)
                return $"The log in '{Directory}' is closed.";
            var checkedAt = Volatile.Read(ref spaceCheckedAt);
            if (time.GetElapsedTime(checkedAt) >= options.SpaceCheckInterval
                && Interlocked.CompareExchange(ref spaceCheckedAt, time.GetTimestamp(), checkedAt) == checkedAt)
            {
                lowSpace = CheckSpace();
                if (pool.Shortage is not null)
                    pool.PrepareAhead();
            }

            return pool.Shortage ?? lowSpace;
        }
    }

    /// <summary>See <see cref="SegmentLogOptions.RecordBytesMax"/>.</summary>
    internal int RecordBytesMax => options.RecordBytesMax;

    internal LogTail Tail => tail;

    internal SegmentList Segments => segments;

    internal IFileSystem Files => files;

    /// <summary>Completes when no spare segment is being prepared.</summary>
    internal Task Preparation => pool.Preparation;

    /// <summary>Opens the log in a directory, or makes one there.</summary>
    /// <param name="files">The file layer; must also be an <see cref="IFileLocks"/>.</param>
    /// <param name="directory">The log's own directory, absolute.</param>
    /// <param name="options">Sizes and bounds.</param>
    /// <param name="time">Paces the checks for free space.</param>
    /// <param name="random">Draws the log's id and the segments' salts.</param>
    /// <param name="faults">For tests; none by default.</param>
    /// <exception cref="ArgumentException">The options contradict each other; every reason is named.</exception>
    /// <exception cref="DirectoryInUseException">Another process has the log open.</exception>
    /// <exception cref="DataDamagedException">The directory is not what a log leaves behind, or is of a newer program.</exception>
    /// <exception cref="StreamDamagedException">A record of the newest segment that was synced cannot be read.</exception>
    /// <exception cref="InboxUnavailableException">There is no space for the first segment.</exception>
    /// <exception cref="IOException">The disk failed.</exception>
    public static async ValueTask<SegmentLog> OpenAsync(IFileSystem files, string directory, SegmentLogOptions options, TimeProvider time, Random random, IFaultPoints? faults = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentException.ThrowIfNullOrEmpty(directory);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(random);
        if (options.Validate() is { Count: > 0 } errors)
            throw new ArgumentException(string.Join(" ", errors), nameof(options));
        if (files is not IFileLocks locks)
            throw new ArgumentException("The log needs a file layer that can lock a directory.", nameof(files));
        var newId = LogMeta.NewId(random);
        var saltKey = (ulong)random.NextInt64(long.MinValue, long.MaxValue);
        return await Task.Run(() =>
        {
            files.CreateDirectory(directory);
            var directoryLock = locks.LockDirectory(directory);
            try
            {
                var opened = OpenedDirectory.Open(files, directory, options, newId, saltKey, faults ?? NoFaultPoints.Instance);
                return new SegmentLog(files, directory, options, time, faults ?? NoFaultPoints.Instance, directoryLock, opened, saltKey);
            }
            catch
            {
                directoryLock.Dispose();
                throw;
            }
        }).ConfigureAwait(false);
    }

    /// <summary>Appends a record and returns its position once it is durable.</summary>
    /// <inheritdoc cref="AppendAsync{TState}"/>
    public ValueTask<long> AppendAsync(ReadOnlyMemory<byte> record, CancellationToken cancellation = default) =>
        AppendAsync(record.Length, record, static (destination, record) => record.Span.CopyTo(destination), cancellation);

    /// <summary>Appends a record that is written straight into the log's buffer, and returns its position once it is durable.</summary>
    /// <param name="length">The record's length, 1 to <see cref="SegmentLogOptions.RecordBytesMax"/>.</param>
    /// <param name="state">Handed to <paramref name="write"/>.</param>
    /// <param name="write">Fills the record, all of it, during the call and under a lock: it must be quick.</param>
    /// <param name="cancellation">Looked at once, before the record is taken: after that it cannot be called back.</param>
    /// <exception cref="InboxUnavailableException">The record was not taken, or (not transient) it is not known whether it was; it is never acknowledged.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The length is out of bounds.</exception>
    public ValueTask<long> AppendAsync<TState>(int length, TState state, SpanAction<byte, TState> write, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(write);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, options.RecordBytesMax);
        cancellation.ThrowIfCancellationRequested();
        if (Refusal is { } refusal)
            throw writer.Failure is { } failure ? LogWriter.Again(failure) : new InboxUnavailableException(refusal, isTransient: true);
        var group = queue.Add(length, state, write, out var index);
        return PositionAsync(group, index);

        // Pooled: one of these lives for every append that waits.
        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
        static async ValueTask<long> PositionAsync(CommitGroup group, int index) => await group.Completion.ConfigureAwait(false) + index;
    }

    /// <summary>Reads records one after another, from a position on. Any number of readers; each is for one thread at a time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The position lies before <see cref="Begin"/> or after <see cref="End"/>.</exception>
    public LogReader OpenReader(long from)
    {
        ThrowIfOutside(from);
        return new LogReader(this, from);
    }

    /// <summary>Waits until the record at a position can be read.</summary>
    /// <exception cref="ObjectDisposedException">The log was closed before there was one.</exception>
    public async ValueTask WaitAsync(long position, CancellationToken cancellation = default)
    {
        while (tail.End <= position)
        {
            ObjectDisposedException.ThrowIf(closing.IsCancellationRequested, this);
            var signal = Volatile.Read(ref advance);
            if (signal is null)
            {
                var fresh = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                signal = Interlocked.CompareExchange(ref advance, fresh, null) ?? fresh;
            }

            // Looked at again after the signal is in place: whatever was published before has been seen, whatever comes after raises it.
            if (tail.End > position || closing.IsCancellationRequested)
                continue;
            await signal.Task.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Everything before a position is no longer needed: segments that lie wholly before it are kept for reuse or deleted.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The position lies after <see cref="End"/>.</exception>
    /// <exception cref="IOException">The disk failed; the log has stopped.</exception>
    public ValueTask TrimAsync(long before)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(before, End);
        lock (trimGate)
        {
            ObjectDisposedException.ThrowIf(disposed != 0, this);
            while (segments.TryRemoveOldest(before) is { } oldest)
            {
                try
                {
                    Retire(oldest);
                }
                catch (Exception exception)
                {
                    writer.Fail(exception);
                    throw;
                }
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Writes what was appended, closes the log and gives the directory free. Never throws.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0)
            return;
        queue.Close(() => new InboxUnavailableException($"The log in '{Directory}' is closed.", isTransient: true));
        await writer.Stopped.ConfigureAwait(false);
        await closing.CancelAsync().ConfigureAwait(false);
        Interlocked.Exchange(ref advance, null)?.TrySetResult();
        await pool.Preparation.ConfigureAwait(false);
        lock (trimGate)
        {
            writer.Dispose();
            queue.Dispose();
            closing.Dispose();
            directoryLock.Dispose();
        }
    }

    internal void ThrowIfOutside(long position)
    {
        var begin = Begin;
        if (position < begin || position > End)
            throw new ArgumentOutOfRangeException(nameof(position), position, $"The log in '{Directory}' has the positions {begin} to {End}.");
    }

    private void Publish(LogTail next)
    {
        tail = next;
        Interlocked.Exchange(ref advance, null)?.TrySetResult();
    }

    /// <summary>Each step is durable before the next: were a later segment to lose its name before an earlier one, the log would have a hole.</summary>
    private void Retire(Segment segment)
    {
        var spare = pool.TryReserveName(segment.Bytes);
        if (spare is null)
            files.Delete(segment.Path);
        else
            files.Rename(segment.Path, spare);
        faults.Reach(LogFaults.SegmentRetired);
        files.SyncDirectory(Directory);
        if (spare is not null)
            pool.Return(spare);
    }

    private string? CheckSpace()
    {
        try
        {
            var free = files.FreeBytes(Directory);
            return free < options.FreeBytesMin ? $"The disk of the log in '{Directory}' has {free} bytes free; appends are refused below {options.FreeBytesMin}." : null;
        }
        catch (IOException exception)
        {
            return $"The free space of the log in '{Directory}' could not be told: {exception.Message}";
        }
    }
}
