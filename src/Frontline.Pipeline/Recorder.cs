using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.Faults;
using Frontline.Core.Live;
using Frontline.Core.Road;
using Frontline.Core.Roles;
using Frontline.Core.State;
using Frontline.Core.Storage;
using Frontline.Lake;
using Frontline.Lake.Chain;
using Frontline.Pipeline.Keyed;
using Frontline.Pipeline.Recording;
using Frontline.Pipeline.Recovery;
using Frontline.Pipeline.Sealing;
using Frontline.Pipeline.Snapshots;
using Microsoft.Extensions.Logging;

namespace Frontline.Pipeline;

/// <summary>
/// The Recorder of one partition: the only one who decides what becomes of an event, and the only writer of the partition's chain. At a start it takes the chain over and
/// brings its keyed state to the chain's end; then it records the Stream from there on.
/// </summary>
/// <remarks>Once it has ended, by cancellation or by an exception, a new one has to be made.</remarks>
public sealed class Recorder : IRole
{
    private readonly RecorderOptions options;
    private readonly IStreamSource source;
    private readonly IObjectStore lake;
    private readonly IKeyedStateEngine engine;
    private readonly Func<IKeyedState, ChainId, IRowObserver?> observe;
    private readonly Signal recorded;
    private readonly TimeProvider time;
    private readonly Random random;
    private readonly IFaultPoints faults;
    private readonly ILogger<Recorder> log;
    private readonly RecorderProgress progress;
    private volatile string stage = "starting";
    private volatile RunningRecorder? running;
    private volatile Failure? failure;

    /// <param name="options">Checked here.</param>
    /// <param name="source">The partition's Stream.</param>
    /// <param name="lake">Where chain and rows lie.</param>
    /// <param name="engine">Opens the keyed state.</param>
    /// <param name="observe">
    /// Makes what derives state of its own from the rows of a chain (the live windows), on a state that was opened and before its rows are replayed. Called again for each
    /// chain of the lineage and when a damaged state is rebuilt; the last one made counts. May return null, and throw <see cref="InvalidDataException"/> for state it cannot read.
    /// </param>
    /// <param name="recorded">Raised after each entry: the Loader has something to do.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">Draws the writer's id.</param>
    /// <param name="faults">See <see cref="RecorderFaultPoints"/>.</param>
    /// <param name="log">Where to say what happens.</param>
    /// <exception cref="ArgumentException">The options contradict each other; the message names each.</exception>
    public Recorder(
        RecorderOptions options,
        IStreamSource source,
        IObjectStore lake,
        IKeyedStateEngine engine,
        Func<IKeyedState, ChainId, IRowObserver?> observe,
        Signal recorded,
        TimeProvider time,
        Random random,
        IFaultPoints faults,
        ILogger<Recorder> log)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Validate() is { Count: > 0 } errors)
        {
            throw new ArgumentException(string.Join(' ', errors), nameof(options));
        }

        (this.options, this.source, this.lake, this.engine, this.observe) = (options, source, lake, engine, observe);
        (this.recorded, this.time, this.random, this.faults, this.log) = (recorded, time, random, faults, log);
        progress = new RecorderProgress(source, time);
    }

    public string Name => "recorder";

    public RoleStatus Status => new(Name, stage, stage == "starting" ? null : progress.LagEvents, progress.LagSeconds, failure?.Message, failure?.At, Details());

    /// <summary>What was recorded of an import, or null for content that is not known. Null also before the Recorder runs. From any thread.</summary>
    public ImportHistory? FindImport(string game, string contentHash)
    {
        ArgumentNullException.ThrowIfNull(game);
        ArgumentNullException.ThrowIfNull(contentHash);
        return running is { } now && KnownImport.Load(now.State, StateKeys.Import(game, contentHash)) is { } import ? new ImportHistory(import.Mapping, import.Rows) : null;
    }

    /// <summary>Which of these rejects were replayed, as far as it is committed; null before the Recorder runs. From any thread.</summary>
    public IReadOnlySet<RejectId>? FindReplayed(IEnumerable<RejectId> rejects)
    {
        ArgumentNullException.ThrowIfNull(rejects);
        return running is { } now ? rejects.Where(reject => now.State.Contains(StateKeys.Replay(reject))).ToHashSet() : null;
    }

    /// <exception cref="LogDoesNotFitChainException">The log is not the one whose chain the lake holds.</exception>
    /// <exception cref="ChainLostException">Another Recorder has taken the chain over; what was not committed is void.</exception>
    /// <exception cref="DataDamagedException">The chain or a file is damaged.</exception>
    /// <exception cref="KeyedStateDamagedException">The keyed state failed; the next start rebuilds it.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            var chain = await TakeOverAsync(cancellation).ConfigureAwait(false);
            faults.Reach(RecorderFaultPoints.TakenOver);
            var snapshots = new SnapshotFiles(lake);
            var recovered = await new StateRecovery(lake, engine, observe, snapshots, options, log).RecoverAsync(chain, cancellation).ConfigureAwait(false);
            using (recovered.State)
            {
                faults.Reach(RecorderFaultPoints.Recovered);
                await RecordAsync(chain, recovered, snapshots, cancellation).ConfigureAwait(false);
            }

            stage = "stopped";
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            stage = "stopped";
        }
        catch (Exception fault)
        {
            failure = new Failure(fault.Message, Timestamp.Now(time));
            stage = "failed";
            RecorderLog.Stops(log, fault.Message, fault);
            throw;
        }
        finally
        {
            running = null;
        }
    }

    private async ValueTask<ChainWriter> TakeOverAsync(CancellationToken cancellation)
    {
        var id = new ChainId(source.LogId, options.Partition);
        var predecessor = await ChainLineage.CheckAsync(lake, id, source.End, options.ContinueFromOtherLog, cancellation).ConfigureAwait(false);
        var chain = await ChainWriter.TakeOverAsync(lake, id, predecessor, time, random, cancellation).ConfigureAwait(false);
        RecorderLog.TookOver(log, id.ToString(), chain.Head.Number, chain.Head.End);
        return chain;
    }

    private async Task RecordAsync(ChainWriter chain, RecoveredState recovered, SnapshotFiles snapshots, CancellationToken cancellation)
    {
        using var landing = new LandingFiles(options, time);
        await FoundLanding.AddAsync(lake, chain, landing, options.SealAfter, time, cancellation).ConfigureAwait(false);
        progress.Start(chain.Head);
        running = new RunningRecorder(recovered.State, recovered.View, landing);
        stage = "running";
        recorded.Raise();
        var deciding = new DecideStage(recovered.View, options, progress, time);
        var road = new RecorderRoad(
            new ReadStage(source, options, progress),
            deciding,
            new WriteStage(lake, chain, time, faults),
            new CommitStage(chain, recovered.Committer, deciding, landing, source, recorded, options, progress, faults, log),
            new SealStage(lake, chain, recovered.State, recovered.Committer, snapshots, landing, chain.Snapshot, options, faults));
        await road.RunAsync(chain.Head, cancellation).ConfigureAwait(false);
    }

    private Dictionary<string, object> Details()
    {
        var details = new Dictionary<string, object>
        {
            ["entry"] = progress.Entry,
            ["stream_end"] = source.End,
            ["read_end"] = progress.ReadEnd,
            ["decided_end"] = progress.DecidedEnd,
            ["committed_end"] = progress.CommittedEnd,
            ["rows_since_start"] = progress.Rows,
        };
        if (running is { } now)
        {
            var floor = now.View.Buckets.LateFloor;
            details["landing_files"] = now.Landing.Count;
            details["landing_rows"] = now.Landing.Rows;
            details["dedupe_keys"] = now.View.Buckets.Keys;
            details["dedupe_bytes"] = now.View.Buckets.Keys * DedupeBuckets.BytesPerKey;
            details["dedupe_bytes_max"] = options.DedupeBytesMax;
            details["dedupe_days"] = now.View.Buckets.Days;
            details["dedupe_budget_reached"] = floor.UnixMicros != long.MinValue;
            if (floor.UnixMicros != long.MinValue)
            {
                details["events_rejected_before"] = floor.ToString();
            }
        }

        return details;
    }

    private sealed record Failure(string Message, Timestamp At);

    private sealed record RunningRecorder(IKeyedState State, RecordedState View, LandingFiles Landing);
}
