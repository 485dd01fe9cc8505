using Frontline.Core.Road;
using Frontline.Lake;

namespace Frontline.Pipeline.Sealing;

/// <summary>The landing files that count, and when they are to be sealed: by age on a monotonic clock, number or rows, whichever comes first. Thread-safe.</summary>
internal sealed class LandingFiles(RecorderOptions options, TimeProvider time) : IDisposable
{
    private readonly Lock gate = new();
    private readonly Queue<(DataFile File, long RecordedHour, long AddedAt, TimeSpan Age)> files = new();
    private readonly Signal changed = new();
    private long rows;

    public int Count
    {
        get
        {
            lock (gate)
            {
                return files.Count;
            }
        }
    }

    public long Rows
    {
        get
        {
            lock (gate)
            {
                return rows;
            }
        }
    }

    /// <summary>Adds the newest file.</summary>
    /// <param name="file">A landing file that an entry names.</param>
    /// <param name="recordedHour">Hours since 1970 of the entry's <c>recorded_at</c>.</param>
    /// <param name="age">How old it is already, for files found at a start.</param>
    public void Add(DataFile file, long recordedHour, TimeSpan age)
    {
        lock (gate)
        {
            files.Enqueue((file, recordedHour, time.GetTimestamp(), age));
            rows += file.Rows;
        }

        changed.Raise();
    }

    /// <summary>Waits until sealing is due, then gives all files.</summary>
    public async ValueTask<IReadOnlyList<(DataFile File, long RecordedHour)>> TakeDueAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var left = Left();
            if (left <= TimeSpan.Zero)
            {
                lock (gate)
                {
                    List<(DataFile, long)> due = [.. files.Select(file => (file.File, file.RecordedHour))];
                    files.Clear();
                    rows = 0;
                    return due;
                }
            }

            await changed.WaitAsync(left, time, cancellation).ConfigureAwait(false);
        }
    }

    public void Dispose() => changed.Dispose();

    /// <summary>Time until sealing is due, not more than the sealing age.</summary>
    private TimeSpan Left()
    {
        lock (gate)
        {
            return files.Count == 0 ? options.SealAfter
                : files.Count >= options.SealFilesMax || rows >= options.SealRowsMax ? TimeSpan.Zero
                : options.SealAfter - files.Peek().Age - time.GetElapsedTime(files.Peek().AddedAt);
        }
    }
}
