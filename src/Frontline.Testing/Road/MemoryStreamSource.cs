using Frontline.Core.Road;

namespace Frontline.Testing.Road;

/// <summary>A Stream in memory that a test appends to. It keeps everything it was told to trim, and remembers how far that was. Thread-safe.</summary>
public sealed class MemoryStreamSource(string logId, IEnumerable<StreamBatch>? batches = null) : IStreamSource
{
    private readonly Lock gate = new();
    private readonly List<StreamBatch> all = [.. batches ?? []];
    private TaskCompletionSource appended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long trimmedBefore;

    public string LogId { get; } = logId;

    public long End
    {
        get
        {
            lock (gate)
            {
                return all.Count;
            }
        }
    }

    /// <summary>Everything before this has been given up by the reader.</summary>
    public long TrimmedBefore
    {
        get
        {
            lock (gate)
            {
                return trimmedBefore;
            }
        }
    }

    /// <summary>All batches that were ever appended.</summary>
    public IReadOnlyList<StreamBatch> Batches
    {
        get
        {
            lock (gate)
            {
                return [.. all];
            }
        }
    }

    /// <summary>Appends a batch; its position must be <see cref="End"/>.</summary>
    public void Append(StreamBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        lock (gate)
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(batch.Position, all.Count);
            all.Add(batch);
            appended.SetResult();
            appended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public async ValueTask<IReadOnlyList<StreamBatch>> ReadAsync(long from, int maxEvents, CancellationToken cancellation = default)
    {
        while (true)
        {
            Task more;
            lock (gate)
            {
                ArgumentOutOfRangeException.ThrowIfLessThan(from, trimmedBefore);
                ArgumentOutOfRangeException.ThrowIfGreaterThan(from, all.Count);
                if (from < all.Count)
                {
                    var result = new List<StreamBatch>();
                    for (var events = 0; from < all.Count && (result.Count == 0 || events + all[(int)from].Items.Count <= maxEvents); from++)
                    {
                        events += all[(int)from].Items.Count;
                        result.Add(all[(int)from]);
                    }

                    return result;
                }

                more = appended.Task;
            }

            await more.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    public ValueTask TrimAsync(long before, CancellationToken cancellation = default)
    {
        lock (gate)
        {
            trimmedBefore = Math.Max(trimmedBefore, before);
        }

        return ValueTask.CompletedTask;
    }
}
