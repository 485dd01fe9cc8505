using System.Threading.Channels;
using Frontline.Core;
using Frontline.Core.Faults;
using Frontline.Core.Road;
using Frontline.Lake.Chain;
using Frontline.Pipeline.Keyed;
using Frontline.Pipeline.Sealing;
using Microsoft.Extensions.Logging;

namespace Frontline.Pipeline.Recording;

/// <summary>Extends the chain, and then, in this order: commits the state, tells the Loader, trims the Stream. The only one who calls the chain's writer.</summary>
internal sealed class CommitStage(
    ChainWriter chain, StateCommitter committer, DecideStage deciding, LandingFiles landing, IStreamSource source, Signal recorded, RecorderOptions options, RecorderProgress progress, IFaultPoints faults, ILogger log)
{
    public async Task RunAsync(ChannelReader<WrittenEntry> input, CancellationToken abort)
    {
        await foreach (var written in input.ReadAllAsync(abort).ConfigureAwait(false))
        {
            var entry = await chain.AppendAsync(written.Draft, CancellationToken.None).ConfigureAwait(false);
            if (entry.Number != written.Number)
            {
                throw new InvalidOperationException($"Rows were written for entry {written.Number}, but the chain's next was {entry.Number}");
            }

            faults.Reach(written.Seal is null ? RecorderFaultPoints.Appended : RecorderFaultPoints.Sealed);
            committer.Commit(new StatePosition(chain.Chain, entry.Number, entry.Sha256), entry.RecordedAt, written.Changes, written.Rows);
            if (written.Changes is not null)
            {
                deciding.Committed(written.Changes);
            }

            faults.Reach(RecorderFaultPoints.StateCommitted);
            progress.Committed(entry, written.Rows.Count, written.Events);
            RecorderLog.Committed(log, entry.Number, written.Rows.Count, entry.End);
            recorded.Raise();
            await TrimAsync(written, entry).ConfigureAwait(false);
            await FoldAsync(written, entry).ConfigureAwait(false);
        }
    }

    private async ValueTask TrimAsync(WrittenEntry written, ChainEntry entry)
    {
        if (written.Seal is not null)
        {
            return;
        }

        await source.TrimAsync(entry.End, CancellationToken.None).ConfigureAwait(false);
        faults.Reach(RecorderFaultPoints.Trimmed);
        foreach (var file in entry.Files)
        {
            landing.Add(file, entry.RecordedAt.UnixHour, age: TimeSpan.Zero);
        }
    }

    private async ValueTask FoldAsync(WrittenEntry written, ChainEntry entry)
    {
        if (written.Seal is null && entry.Number - chain.CheckpointNumber < options.CheckpointEntries)
        {
            return;
        }

        await chain.CheckpointAsync(CancellationToken.None).ConfigureAwait(false);
        faults.Reach(RecorderFaultPoints.Folded);
        if (written.Seal is { } seal)
        {
            RecorderLog.SealedFiles(log, seal.Landing.Count, seal.Files.Count, entry.Number, seal.Snapshot?.Files.Count ?? 0, seal.SnapshotFilesWritten);
            progress.Sealed(entry);
            seal.Appended.TrySetResult();
        }
    }
}
