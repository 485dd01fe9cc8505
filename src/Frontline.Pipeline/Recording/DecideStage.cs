using System.Collections.Concurrent;
using System.Threading.Channels;
using Frontline.Core;
using Frontline.Core.Road;
using Frontline.Pipeline.Deciding;
using Frontline.Pipeline.Keyed;

namespace Frontline.Pipeline.Recording;

/// <summary>
/// Decides batches and gathers them into entries. The first batch after a pause makes an entry at once; later ones are gathered until the commit interval has passed
/// since the last entry. While the stage behind is busy, an entry grows up to its bound, and then reading waits.
/// </summary>
internal sealed class DecideStage(RecordedState view, RecorderOptions options, RecorderProgress progress, TimeProvider time)
{
    private readonly RecorderDecider decider = new(view, options);
    private readonly ConcurrentQueue<EntryChanges> committed = new();

    /// <summary>Tells the stage that an entry's changes are in the keyed state. From any thread.</summary>
    public void Committed(EntryChanges changes) => committed.Enqueue(changes);

    public async Task RunAsync(Timestamp chainTime, long from, ChannelReader<IReadOnlyList<StreamBatch>> input, ChannelWriter<DecidedEntry> output, CancellationToken abort)
    {
        var entry = new EntryBuilder(from);
        var latest = chainTime;
        var due = Task.CompletedTask;
        Task<bool>? room = null;
        Task<bool>? readable = null;
        var ended = false;
        while (!ended || entry.HasBatches)
        {
            abort.ThrowIfCancellationRequested();
            ReleaseCommitted();
            room ??= output.WaitToWriteAsync(abort).AsTask();
            var isDue = ended || due.IsCompleted;
            if (entry.HasBatches && isDue && room.IsCompletedSuccessfully)
            {
                output.TryWrite(entry.Cut(view.Cut()));
                room = null;
                due = Task.Delay(options.CommitInterval, time, abort);
                continue;
            }

            if (entry.Rows < options.EntryRowsMax && input.TryRead(out var batches))
            {
                var now = Timestamp.Now(time);
                latest = now > latest ? now : latest;
                foreach (var batch in batches)
                {
                    decider.Decide(batch, latest, entry);
                }

                progress.Decided(entry.End);
                continue;
            }

            readable ??= ended || entry.Rows >= options.EntryRowsMax ? null : input.WaitToReadAsync(abort).AsTask();
            var cutable = entry.HasBatches ? isDue ? room : due : null;
            await Task.WhenAny(new[] { readable, cutable }.OfType<Task>()).ConfigureAwait(false);
            if (readable is { IsCompleted: true })
            {
                ended = !await readable.ConfigureAwait(false);
                readable = null;
            }
        }

        output.Complete();
    }

    private void ReleaseCommitted()
    {
        while (committed.TryDequeue(out var changes))
        {
            view.Release(changes);
        }
    }
}
