using System.Threading.Channels;
using Frontline.Core.Road;
using Frontline.Pipeline.Deciding;
using Frontline.Pipeline.Sealing;

namespace Frontline.Pipeline.Recording;

/// <summary>
/// The Recorder's road on one screen:
/// <code>
/// Stream ─▶ read + enrich ─▶ decide ─▶ write landing file ─▶ append entry, commit state, tell, trim
///                              ▲                ▲                           │ landing files
///                              └─ committed     └───── seal: merge, copy ◀──┘
/// </code>
/// Between two stages lies a small bounded channel: a slow stage makes the ones before it wait, back to the Stream.
/// </summary>
internal sealed class RecorderRoad(ReadStage reading, DecideStage deciding, WriteStage writing, CommitStage committing, SealStage sealing)
{
    /// <summary>Runs until told to stop, then records what has been read. A failure of one stage ends all.</summary>
    public async Task RunAsync(Lake.Chain.ChainEntry head, CancellationToken stop)
    {
        using var abort = new CancellationTokenSource();
        using var stopSealing = CancellationTokenSource.CreateLinkedTokenSource(stop, abort.Token);
        var read = Channel.CreateBounded<IReadOnlyList<StreamBatch>>(new BoundedChannelOptions(2) { SingleReader = true, SingleWriter = true });
        var decided = Channel.CreateBounded<DecidedEntry>(new BoundedChannelOptions(1) { SingleReader = true, SingleWriter = true });
        var written = Channel.CreateBounded<WrittenEntry>(new BoundedChannelOptions(1) { SingleReader = true, SingleWriter = true });
        var seals = Channel.CreateBounded<FinishedSeal>(new BoundedChannelOptions(1) { SingleReader = true, SingleWriter = true });
        List<Task> stages =
        [
            Start(() => reading.RunAsync(head.End, read.Writer, stop, abort.Token)),
            Start(() => deciding.RunAsync(head.RecordedAt, head.End, read.Reader, decided.Writer, abort.Token)),
            Start(() => writing.RunAsync(decided.Reader, seals.Reader, written.Writer, abort.Token)),
            Start(() => committing.RunAsync(written.Reader, abort.Token)),
            Start(() => sealing.RunAsync(seals.Writer, stopSealing.Token)),
        ];
        await Task.WhenAll(stages).ConfigureAwait(false);

        // Stages do not depend on each other's thread: each has one of the pool whenever it has work.
        Task Start(Func<Task> stage) => Task.Run(async () =>
        {
            try
            {
                await stage().ConfigureAwait(false);
            }
            catch
            {
                await abort.CancelAsync().ConfigureAwait(false);
                throw;
            }
        }, CancellationToken.None);
    }
}
