using Frontline.Core;
using Frontline.Core.Storage;
using Frontline.SampleGame.Players;
using Frontline.SampleGame.Sending;
using Frontline.SampleGame.Truths;
using Frontline.SampleGame.Worlds;

namespace Frontline.Demo;

/// <summary>
/// Plays the sample game into a Receiver over HTTP: first what has happened since the game's first day (or since the last start), then live.
/// </summary>
/// <remarks>
/// What was due more than two days ago goes as history, the older of all players before the younger; what is younger goes as devices send it. Event ids follow from the seed, so whatever is sent twice after
/// a crash is recognised and counts once.
/// </remarks>
internal sealed class DemoGame
{
    public const string GameId = "demo";

    /// <summary>Younger parcels travel as production events, so that the live windows have something to show from the start.</summary>
    public static readonly TimeSpan ProductionAge = TimeSpan.FromHours(47) + TimeSpan.FromMinutes(45);

    private const double HistoryShare = 0.95;
    private static readonly TimeSpan SaveEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RecentStep = TimeSpan.FromHours(6);
    private static readonly TimeSpan LookAhead = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan TickMin = TimeSpan.FromMilliseconds(250);

    private readonly HttpClient server;
    private readonly IFileSystem files;
    private readonly string dataDirectory;
    private readonly TimeProvider time;
    private readonly SampleWorld world;
    private readonly PriorityQueue<long, long> upcoming = new();
    private readonly DemoBooks books;
    private DemoState state;
    private DateOnly booksDay;
    private long sent;

    /// <param name="server">Carries the server's token.</param>
    /// <param name="files">Where the state is kept.</param>
    /// <param name="dataDirectory">In which directory.</param>
    /// <param name="time">The clock the players live by.</param>
    /// <param name="world">What a first start draws the world from; a later one goes on with its own.</param>
    public DemoGame(HttpClient server, IFileSystem files, string dataDirectory, TimeProvider time, WorldOptions world)
    {
        (this.server, this.files, this.dataDirectory, this.time) = (server, files, dataDirectory, time);
        var saved = DemoState.Load(files, dataDirectory);
        Resumes = saved is not null;
        state = saved ?? new DemoState(world, long.MinValue, null, null);
        this.world = new SampleWorld(state.World);
        books = new DemoBooks(server, this.world);
    }

    /// <summary>How many send at once, at least 1.</summary>
    public int Connections { get; init; } = 8;

    /// <summary>Whether an earlier start has already played some of the game.</summary>
    public bool Resumes { get; }

    public SampleWorld World => world;

    /// <summary>Everything due up to this moment, in milliseconds since 1970, was accepted.</summary>
    public long SentUntilMillis => state.SentUntilMillis;

    private string TruthPath => Path.Combine(dataDirectory, Truth.FileName);

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    private long NowMillis => Timestamp.Now(time).UnixMicros / 1000;

    /// <summary>The world of a game whose history ends now: its days are full days, and today comes on top.</summary>
    public static WorldOptions WorldUntil(DateTimeOffset now, ulong seed, long players, int days) =>
        new(seed, players, DateOnly.FromDateTime(now.UtcDateTime).AddDays(-days), days, WorldOptions.DefaultTimeZone);

    /// <summary>Sends everything that was due before now and was not sent by an earlier start.</summary>
    /// <param name="progress">Told the share done, 0 to 1, and the events sent so far.</param>
    /// <param name="cancellation">Stops between batches; a later start goes on there.</param>
    /// <returns>The number of events sent.</returns>
    public async Task<long> CatchUpAsync(IProgress<(double Share, long Events)>? progress, CancellationToken cancellation)
    {
        state = state with { Keys = state.Keys ?? await DemoKeys.MakeAsync(server, state.World.TimeZone, cancellation).ConfigureAwait(false) };
        Save();
        var now = NowMillis;
        var historyUntil = now - (long)ProductionAge.TotalMilliseconds;
        while (state.Pass is not null || state.SentUntilMillis < historyUntil)
        {
            state = state with { Pass = state.Pass ?? DemoPass.Next(state.SentUntilMillis, world.HistoryStart, historyUntil) };
            await SendHistoryAsync(state.Pass, moment => Report(HistoryShare * (moment - world.HistoryStart) / (historyUntil - world.HistoryStart)), cancellation).ConfigureAwait(false);
            state = state with { SentUntilMillis = state.Pass.UntilMillis, Pass = null };
            Save();
        }

        while (state.SentUntilMillis < now)
        {
            var until = Math.Min(now, state.SentUntilMillis + (long)RecentStep.TotalMilliseconds);
            var window = new SendWindow(state.SentUntilMillis, until, historyUntil);
            await SendRecentAsync(window, cancellation).ConfigureAwait(false);
            state = state with { SentUntilMillis = until };
            Save();
            Report(HistoryShare + ((1 - HistoryShare) * ((until - historyUntil) / ProductionAge.TotalMilliseconds)));
        }

        await TellWhatIsTrueAsync(now, cancellation).ConfigureAwait(false);
        return Interlocked.Read(ref sent);

        void Report(double share) => progress?.Report((share, Interlocked.Read(ref sent)));
    }

    /// <summary>Plays on in real time until cancelled. Call after <see cref="CatchUpAsync"/>.</summary>
    public async Task PlayLiveAsync(CancellationToken cancellation)
    {
        var keys = state.Keys ?? throw new InvalidOperationException("The game must catch up before it is played live.");
        var sender = new DemoSender(server, world, keys, time);
        var planner = new BatchWriter(new PlayerLife(world));
        var plannedUntil = state.SentUntilMillis;
        var saved = time.GetTimestamp();
        try
        {
            while (true)
            {
                if (NowMillis >= plannedUntil)
                {
                    var until = NowMillis + (long)LookAhead.TotalMilliseconds;
                    await Task.Run(() => Plan(planner, new SendWindow(plannedUntil, until, long.MinValue), cancellation), cancellation).ConfigureAwait(false);
                    plannedUntil = until;
                    await KeepBooksAsync(cancellation).ConfigureAwait(false);
                }

                await Task.Delay(UntilNext(plannedUntil), time, cancellation).ConfigureAwait(false);
                await SendDueAsync(sender, Math.Min(NowMillis, plannedUntil), cancellation).ConfigureAwait(false);
                if (time.GetElapsedTime(saved) > SaveEvery)
                {
                    saved = time.GetTimestamp();
                    Save();
                }
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Save();
        }
    }

    /// <param name="pass">What to send.</param>
    /// <param name="progress">Told the moment, in milliseconds since 1970, up to which as much is sent as was sent.</param>
    /// <param name="cancellation">Stops between batches.</param>
    private async Task SendHistoryAsync(DemoPass pass, Action<double> progress, CancellationToken cancellation)
    {
        var fromMillis = Math.Max(pass.FromMillis, world.HistoryStart);
        var players = world.PlayersUntil(pass.UntilMillis);
        var blocks = new DoneBlocks(pass.PlayersDone, players);
        var window = new SendWindow(pass.FromMillis, pass.UntilMillis, pass.UntilMillis);
        var working = InParallelAsync(async sender =>
        {
            while (blocks.TryTake(out var from, out var until))
            {
                for (var number = from; number < until; number++)
                {
                    Interlocked.Add(ref sent, await sender.SendAsync(number, window, cancellation).ConfigureAwait(false));
                }

                blocks.Finish(from);
                progress(fromMillis + ((pass.UntilMillis - fromMillis) * (blocks.Done / (double)players)));
            }
        });
        try
        {
            while (await Task.WhenAny(working, Task.Delay(SaveEvery, time, cancellation)).ConfigureAwait(false) != working)
            {
                cancellation.ThrowIfCancellationRequested();
                state = state with { Pass = pass with { PlayersDone = blocks.Done } };
                Save();
            }
        }
        finally
        {
            await working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            state = state with { Pass = pass with { PlayersDone = blocks.Done } };
            Save();
        }

        await working.ConfigureAwait(false);
    }

    private Task SendRecentAsync(SendWindow window, CancellationToken cancellation)
    {
        var blocks = new DoneBlocks(0, world.PlayersUntil(window.UntilMillis));
        return InParallelAsync(async sender =>
        {
            while (blocks.TryTake(out var from, out var until))
            {
                for (var number = from; number < until; number++)
                {
                    Interlocked.Add(ref sent, await sender.SendAsync(number, window, cancellation).ConfigureAwait(false));
                }
            }
        });
    }

    private Task InParallelAsync(Func<DemoSender, Task> work) =>
        Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(() => work(new DemoSender(server, world, state.Keys!, time)))));

    /// <summary>Notes which players send something in the coming minutes. Their batches are written when they are sent.</summary>
    private void Plan(BatchWriter planner, SendWindow window, CancellationToken cancellation)
    {
        var due = new List<long>();
        var players = world.PlayersUntil(window.UntilMillis);
        for (var number = 0L; number < players; number++)
        {
            cancellation.ThrowIfCancellationRequested();
            due.Clear();
            planner.ListDue(number, window, due);
            foreach (var at in due)
            {
                upcoming.Enqueue(number, at);
            }
        }
    }

    private TimeSpan UntilNext(long plannedUntil)
    {
        var next = upcoming.TryPeek(out _, out var due) ? Math.Min(due, plannedUntil) : plannedUntil;
        var wait = TimeSpan.FromMilliseconds(next - NowMillis);
        return wait < TickMin ? TickMin : wait < SaveEvery ? wait : SaveEvery;
    }

    private async Task SendDueAsync(DemoSender sender, long now, CancellationToken cancellation)
    {
        var due = new SortedSet<long>();
        while (upcoming.TryPeek(out var number, out var at) && at <= now)
        {
            due.Add(number);
            upcoming.Dequeue();
        }

        // A machine that slept for days wakes up with history to send.
        var window = new SendWindow(state.SentUntilMillis, now, now - (long)ProductionAge.TotalMilliseconds);
        foreach (var number in due)
        {
            await sender.SendAsync(number, window, cancellation).ConfigureAwait(false);
        }

        state = state with { SentUntilMillis = Math.Max(state.SentUntilMillis, now) };
    }

    /// <summary>Brings costs and rates, and lays down the truth of a first start.</summary>
    private async Task TellWhatIsTrueAsync(long now, CancellationToken cancellation)
    {
        var window = new SendWindow(long.MinValue, now, now - (long)ProductionAge.TotalMilliseconds);
        var truth = await Task.Run(() => TruthCounter.Count(world, window, cancellation), cancellation).ConfigureAwait(false);
        if (!files.FileExists(TruthPath))
        {
            using var bytes = new MemoryStream();
            truth.Write(bytes);
            DemoState.Replace(files, TruthPath, bytes.ToArray());
        }

        await books.SendAsync(truth, cancellation).ConfigureAwait(false);
        booksDay = Today;
    }

    /// <summary>Brings costs and rates again on another day; a server that does not take them is asked again later.</summary>
    private async Task KeepBooksAsync(CancellationToken cancellation)
    {
        if (booksDay == Today)
        {
            return;
        }

        try
        {
            await TellWhatIsTrueAsync(NowMillis, cancellation).ConfigureAwait(false);
        }
        catch (HttpRequestException)
        {
        }
    }

    private void Save() => state.Save(files, dataDirectory);
}
