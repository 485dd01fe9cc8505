using System.Threading.Channels;
using Frontline.Core.Faults;
using Frontline.Core.State;
using Frontline.Core.Storage;
using Frontline.Lake.Chain;
using Frontline.Lake.Sealing;
using Frontline.Pipeline.Recording;
using Frontline.Pipeline.Snapshots;

namespace Frontline.Pipeline.Sealing;

/// <summary>Beside the commits: merges landing files when that is due, copies the state, and hands both over for one entry. One sealing at a time.</summary>
internal sealed class SealStage(
    IObjectStore lake, ChainWriter chain, IKeyedState state, StateCommitter committer, SnapshotFiles snapshots, LandingFiles landing, SnapshotReference? newestSnapshot, RecorderOptions options, IFaultPoints faults)
{
    private SnapshotReference? previous = newestSnapshot;

    private string ExportDirectory => options.StateDirectory + ".export";

    public async Task RunAsync(ChannelWriter<FinishedSeal> output, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                var due = await landing.TakeDueAsync(stop).ConfigureAwait(false);
                var files = await Sealer.MergeAsync(lake, chain.NewName, due, stop).ConfigureAwait(false);
                faults.Reach(RecorderFaultPoints.Merged);
                var (snapshot, written) = await SnapshotAsync(stop).ConfigureAwait(false);
                var seal = new FinishedSeal([.. due.Select(pair => pair.File)], files, snapshot, written, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
                await output.WriteAsync(seal, stop).ConfigureAwait(false);
                await seal.Appended.Task.WaitAsync(stop).ConfigureAwait(false);
                previous = snapshot ?? previous;
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The landing files still count, and what was merged so far is swept by the next writer.
        }
    }

    private async ValueTask<(SnapshotReference? Snapshot, int Written)> SnapshotAsync(CancellationToken stop)
    {
        DeleteExport();
        if (committer.Export(ExportDirectory) is not { } export)
        {
            return (null, 0);
        }

        faults.Reach(RecorderFaultPoints.SnapshotExported);
        var result = await snapshots.UploadAsync(ExportDirectory, export.Files, export.Position.Number, chain.NewSnapshotFolder(), previous, (IStateSnapshots)state, stop).ConfigureAwait(false);
        faults.Reach(RecorderFaultPoints.SnapshotUploaded);
        DeleteExport();
        return result;
    }

    private void DeleteExport()
    {
        if (Directory.Exists(ExportDirectory))
        {
            Directory.Delete(ExportDirectory, recursive: true);
        }
    }
}
