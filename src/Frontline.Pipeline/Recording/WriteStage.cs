using System.Threading.Channels;
using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.Faults;
using Frontline.Core.Storage;
using Frontline.Lake;
using Frontline.Lake.Chain;
using Frontline.Lake.Rows;
using Frontline.Pipeline.Deciding;
using Frontline.Pipeline.Sealing;

namespace Frontline.Pipeline.Recording;

/// <summary>Numbers the entries and writes their landing files, while the entry before is being appended.</summary>
internal sealed class WriteStage(IObjectStore lake, ChainWriter chain, TimeProvider time, IFaultPoints faults)
{
    private long number = chain.Head.Number;
    private long end = chain.Head.End;
    private Timestamp recordedAt = chain.Head.RecordedAt;

    /// <summary>Ends when <paramref name="decided"/> has; a seal that is ready then is left to the next start.</summary>
    public async Task RunAsync(ChannelReader<DecidedEntry> decided, ChannelReader<FinishedSeal> seals, ChannelWriter<WrittenEntry> output, CancellationToken abort)
    {
        var decidedReady = decided.WaitToReadAsync(abort).AsTask();
        var sealReady = seals.WaitToReadAsync(abort).AsTask();
        while (true)
        {
            await Task.WhenAny(decidedReady, sealReady).ConfigureAwait(false);
            if (sealReady.IsCompleted && await sealReady.ConfigureAwait(false) && seals.TryRead(out var seal))
            {
                await output.WriteAsync(SealEntry(seal), abort).ConfigureAwait(false);
                sealReady = seals.WaitToReadAsync(abort).AsTask();
            }

            if (decidedReady.IsCompleted)
            {
                if (!await decidedReady.ConfigureAwait(false))
                {
                    break;
                }

                if (decided.TryRead(out var entry))
                {
                    await output.WriteAsync(await WriteAsync(entry).ConfigureAwait(false), abort).ConfigureAwait(false);
                }

                decidedReady = decided.WaitToReadAsync(abort).AsTask();
            }
        }

        output.Complete();
    }

    private async ValueTask<WrittenEntry> WriteAsync(DecidedEntry entry)
    {
        faults.Reach(RecorderFaultPoints.Decided);
        Next(entry.End);
        DataFile[] files = [];
        if (entry.Rows.Count > 0)
        {
            foreach (var row in entry.Rows)
            {
                row.Entry = number;
                row.RecordedAt = recordedAt;
            }

            // The file wants its rows sorted; the observer wants them in processing order.
            RecordedRow[] rows = [.. entry.Rows];
            files = [await RowFiles.WriteAsync(lake, chain.NewName(DataFileKind.Landing), DataFileKind.Landing, rows, CancellationToken.None).ConfigureAwait(false)];
            faults.Reach(RecorderFaultPoints.LandingWritten);
        }

        var draft = new EntryDraft { Kind = ChainEntryKind.Commit, RecordedAt = recordedAt, End = entry.End, Files = files, Counts = entry.Counts, Versions = entry.Versions };
        return new WrittenEntry(number, draft, entry.Rows, entry.Changes, entry.Events, Seal: null);
    }

    // Rows carry what their entry says of them, so it is fixed here; never before the entry before, whatever the clock did.
    private void Next(long entryEnd)
    {
        var now = Timestamp.Now(time);
        (number, end, recordedAt) = (number + 1, entryEnd, now > recordedAt ? now : recordedAt);
    }

    private WrittenEntry SealEntry(FinishedSeal seal)
    {
        Next(end);
        var draft = new EntryDraft { Kind = ChainEntryKind.Seal, RecordedAt = recordedAt, End = end, Files = seal.Files, Removed = [.. seal.Landing.Select(file => file.Name)], Snapshot = seal.Snapshot };
        return new WrittenEntry(number, draft, Rows: [], Changes: null, Events: 0, seal);
    }
}
