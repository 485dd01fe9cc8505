using Frontline.Core;
using Frontline.Core.Road;
using Frontline.Core.State;
using Frontline.Embedded.Files;
using Frontline.Embedded.Log;
using Frontline.Embedded.Objects;
using Frontline.Enrichment;
using Frontline.Lake.Chain;
using Frontline.Pipeline;
using Frontline.Properties.Pipeline;
using Frontline.Testing.Files;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Frontline.Properties.Crashes;

/// <summary>
/// One road from the log to the lake through several lives, each ended by a power cut or a kill: at a random file operation, or at a fault point. At the end it
/// records what is left, loses power once more, and everything that was ever acknowledged must be in the lake, once.
/// </summary>
/// <remarks>
/// The seed draws what is sent, when each life ends and what the disk keeps. The stations run on threads of their own, so the same seed need not
/// end a life in the very same place again; a failure that is rare is met again by running its seed several times.
/// </remarks>
internal sealed class RoadRun : IDisposable
{
    private const int StepsMax = 60;
    private const int StepsAtEndMax = 20_000;
    private const int StartsAtEndMax = 3;

    private static readonly DateTimeOffset Start = new(2026, 3, 1, 22, 0, 0, TimeSpan.Zero);
    private static readonly Enricher Enricher = new(new EnrichmentOptions());
    private static readonly string[] Points = [.. LogFaults.All, .. RecorderFaultPoints.All];

    private readonly string folder = Directory.CreateTempSubdirectory("frontline-crashes-").FullName;
    private readonly FakeTimeProvider time = new(Start);
    private readonly ChainFollower follower = new();
    private readonly Random random;
    private readonly Random afterIgnored;
    private readonly int seed;
    private readonly RoadSync? ignored;
    private readonly ForgetfulFileSystem files;
    private readonly SyncWatch watch;
    private readonly ClientRecord client;
    private readonly IStateFolder state;
    private readonly SegmentLogOptions logOptions;
    private readonly string disk;
    private int ignoredSyncs;
    private bool stateFailed;
    private volatile bool mayCrash;

    /// <param name="seed">Draws everything.</param>
    /// <param name="onRocksDb">Whether the keyed state is the real one.</param>
    /// <param name="ignored">A sync that is left out everywhere; the power then likes to fail soon after it.</param>
    public RoadRun(int seed, bool onRocksDb = false, RoadSync? ignored = null)
    {
        (this.seed, this.ignored) = (seed, ignored);
        (random, afterIgnored) = (new Random(seed), new Random(seed));
        disk = Directory.CreateDirectory(Path.Combine(folder, "disk")).FullName;
        files = new ForgetfulFileSystem(new PhysicalFileSystem(), disk);
        watch = new SyncWatch(files, disk, IsIgnored);
        client = new ClientRecord(random);
        var stateDirectory = Path.Combine(folder, "state");
        state = onRocksDb ? new RocksDbStateFolder(stateDirectory) : new MemoryStateFolder(stateDirectory);

        // Three groups fill a segment.
        logOptions = new SegmentLogOptions
        {
            SegmentBytes = 16 * 1024,
            RecordBytesMax = 6 * 1024,
            GroupBytesMax = 8 * 1024,
            PendingBytesMax = 64 * 1024,
            DirectoryBytesMax = 4 * 1024 * 1024,
            FreeBytesMin = 0,
            PreparesAhead = random.Next(4) == 0,
            SpareSegmentsMax = 2,
        };
    }

    public int Crashes { get; private set; }

    /// <summary>How often batches were sent.</summary>
    public int Attempts => client.Attempts;

    /// <summary>Lives and dies; returns what was wrong, or null.</summary>
    public async Task<string?> RunAsync(int lives)
    {
        for (var life = 0; life < lives; life++)
        {
            if (await LiveAsync(isLast: false) is { } wrong)
            {
                return $"Seed {seed}, life {life}: {wrong}";
            }

            if (random.Next(4) == 0)
            {
                files.Kill();
            }
            else
            {
                Crash();
            }

            time.Advance(random.Next(5) == 0 ? TimeSpan.FromHours(25) : TimeSpan.FromMinutes(random.Next(60)));
        }

        return await EndAsync() is { } last ? $"Seed {seed}, at the end: {last}" : null;
    }

    public void Dispose()
    {
        watch.Dispose();
        files.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<string?> EndAsync()
    {
        try
        {
            // Damage to the keyed state may show only when that part is read. The Recorder stops then, and the next start rebuilds the state.
            var starts = 0;
            do
            {
                if ((starts++ == StartsAtEndMax ? "the keyed state is not rebuilt" : await LiveAsync(isLast: true)) is { } wrong)
                {
                    return wrong;
                }
            }
            while (stateFailed);

            files.Crash(new Random(random.Next()));
            Crashes++;
            var lake = OpenLake();
            var chains = await ChainReader.ListChainsAsync(lake);
            return chains is [var chain] ? await LakeCheck.WrongAsync(lake, chain, client, state) : $"there are {chains.Count} chains";
        }
        catch (DataDamagedException damage)
        {
            return damage.Message;
        }
    }

    private void Crash()
    {
        files.Crash(new Random(random.Next()));
        state.Crash(random);
        Crashes++;
    }

    private LocalObjectStore OpenLake() => new(watch, Path.Combine(disk, "lake"), new Random(random.Next()));

    private async Task<string?> LiveAsync(bool isLast)
    {
        var faults = PlanCrash(isLast);
        LocalObjectStore lake;
        SegmentLog log;
        try
        {
            watch.IsOpeningLog = true;
            log = await SegmentLog.OpenAsync(watch, Path.Combine(disk, "log"), logOptions, time, new Random(random.Next()), faults);
        }
        catch (Exception exception)
        {
            return WhileOn($"the log does not open: {exception}");
        }
        finally
        {
            watch.IsOpeningLog = false;
        }

        await using (log)
        {
            try
            {
                lake = OpenLake();
                if (await follower.FollowAsync(lake) is { } unseen)
                {
                    return unseen;
                }
            }
            catch (Exception exception)
            {
                return WhileOn($"the chain cannot be read: {exception}");
            }

            return await RecordAsync(log, lake, faults, isLast);
        }
    }

    private CrashAtPoint PlanCrash(bool isLast)
    {
        mayCrash = !isLast;
        string? point = null;
        if (!isLast && random.Next(2) == 0)
        {
            point = Points[random.Next(Points.Length)];
        }
        else if (!isLast)
        {
            files.PowerFailsAt = files.Operations + random.Next(random.Next(3) == 0 ? 60 : 500);
        }

        return new CrashAtPoint(files, point, random.Next(1, 4));
    }

    private async Task<string?> RecordAsync(SegmentLog log, LocalObjectStore lake, CrashAtPoint faults, bool isLast)
    {
        using var source = new LogStreamSource(log, Enricher);
        using var recorded = new Signal();
        using var stop = new CancellationTokenSource();
        var options = new RecorderOptions { StateDirectory = state.Directory, EntryRowsMax = 8, ReadEventsMax = 6, SealFilesMax = 5, CheckpointEntries = 6, ReplayRowsMax = 20 };
        var recorder = new Recorder(options, source, lake, state.Engine, (opened, _) => new RowCounter(opened), recorded, time, new Random(random.Next()), faults, NullLogger<Recorder>.Instance);
        var running = recorder.RunAsync(stop.Token);
        string? wrong = null;
        var steps = isLast ? StepsAtEndMax : random.Next(5, StepsMax);

        // While nothing is sent, nothing makes durable by the way what the log found when it was opened.
        var quietSteps = !isLast && random.Next(4) == 0 ? StepsMax : 0;
        for (var step = 0; wrong is null && !running.IsCompleted && !files.PowerIsOff; step++)
        {
            if (step == steps)
            {
                wrong = isLast ? "the road stands still" : null;
                break;
            }

            wrong = step < quietSteps ? null : await SendAsync(new LogInbox(log), mayBeNew: !isLast);
            if (isLast && !client.HasUnacknowledged && recorder.Status is { State: "running" } status && (long)status.Details!["committed_end"] == log.End)
            {
                break;
            }

            await recorded.WaitAsync(TimeSpan.FromMilliseconds(1), TimeProvider.System);

            // A day within one life: only then is something deleted whose replacement nobody has read since it was named.
            time.Advance(!isLast && random.Next(25) == 0 ? TimeSpan.FromHours(25) : options.CommitInterval);
        }

        stateFailed = running.IsFaulted && running.Exception.InnerException is KeyedStateDamagedException;
        if (running.IsFaulted && !stateFailed)
        {
            wrong ??= WhileOn($"the Recorder stopped: {running.Exception.InnerException}");
        }

        if (!isLast)
        {
            files.CutPower();
        }

        await stop.CancelAsync();
        await ((Task)Task.WhenAny(running)).ConfigureAwait(false);
        return wrong ?? (isLast && running.IsFaulted && !stateFailed ? $"the Recorder stopped: {running.Exception.InnerException}" : null);
    }

    /// <summary>Some batches at once, each answered or not; what is wrong, or null.</summary>
    private async Task<string?> SendAsync(LogInbox inbox, bool mayBeNew)
    {
        var sent = client.Next(random.Next(4), mayBeNew, Timestamp.Now(time)).Select(batch =>
        {
            var at = client.Attempt(batch, Timestamp.Now(time));
            return (At: at, Receipt: AppendAsync(batch.Received(at)));
        }).ToList();
        foreach (var (at, receipt) in sent)
        {
            try
            {
                if (client.Acknowledge(await receipt, at) is { } wrong)
                {
                    return wrong;
                }
            }
            catch (InboxUnavailableException refusal)
            {
                if (!refusal.IsTransient && WhileOn($"the log stopped: {refusal}") is { } wrong)
                {
                    return wrong;
                }
            }
        }

        return null;

        async Task<long> AppendAsync(ReceivedBatch batch) => await inbox.AppendAsync(batch);
    }

    /// <summary>What goes wrong without power says nothing; what the disk has kept is seen in the next life.</summary>
    private string? WhileOn(string wrong) => files.PowerIsOff ? null : wrong;

    private bool IsIgnored(RoadSync sync)
    {
        if (sync != ignored)
        {
            return false;
        }

        // Often at the first ones, since some syncs come once in a run.
        if (mayCrash && afterIgnored.Next(ignoredSyncs++ < 4 ? 2 : 5) == 0)
        {
            files.PowerFailsAt = files.Operations + afterIgnored.Next(40);
        }

        return true;
    }
}
