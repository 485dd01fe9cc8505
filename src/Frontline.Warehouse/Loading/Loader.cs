using Frontline.Core;
using Frontline.Core.Road;
using Frontline.Core.Roles;
using Frontline.Core.Storage;

namespace Frontline.Warehouse.Loading;

/// <summary>
/// Follows the chains into the warehouse: whatever there is of them goes in with one transaction at a time, once a second at most, and the
/// warehouse's upkeep runs in between. A warehouse that does not fit its lake or its games' settings is built anew, while the old one answers. The lake's books
/// follow once a minute; damage in one of them does not hold up the chains.
/// </summary>
public sealed class Loader : IRole, IDisposable
{
    private readonly IWarehouse warehouse;
    private readonly IWarehouseUpkeep upkeep;
    private readonly Signal committed;
    private readonly LoaderOptions options;
    private readonly TimeProvider time;
    private readonly IProgress<RebuildProgress>? progress;
    private readonly ChainFollower follower;
    private readonly BookFollower books;
    private readonly WarehouseRebuilder rebuilder;
    private readonly SemaphoreSlim turn = new(1, 1);
    private long sessionsAt;
    private long mergedAt;
    private long rows;
    private long loads;
    private long loadTicks;
    private long sessionTicks;
    private long mergeTicks;
    private long merges;
    private long mergedSlices;
    private volatile string state = "starting";
    private volatile StatusFacts facts = new(null, null, null, null);

    /// <param name="warehouse">What to load into.</param>
    /// <param name="upkeep">The same warehouse's upkeep.</param>
    /// <param name="lake">Where the chains and their files lie.</param>
    /// <param name="paths">The same store's paths, by which the engine reads the files itself.</param>
    /// <param name="committed">Raised by the Recorder after each entry.</param>
    /// <param name="options">Intervals and sizes.</param>
    /// <param name="time">Clock.</param>
    /// <param name="progress">Hears of rebuilds; null for nobody.</param>
    /// <param name="bookDamaged">Hears of damage in books, once while it lasts; null for nobody.</param>
    public Loader(
        IWarehouse warehouse, IWarehouseUpkeep upkeep, IObjectStore lake, IObjectPaths paths, Signal committed, LoaderOptions options, TimeProvider time,
        IProgress<RebuildProgress>? progress = null, Action<BookDamage>? bookDamaged = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        this.warehouse = warehouse;
        this.upkeep = upkeep;
        this.committed = committed;
        this.options = options;
        this.time = time;
        this.progress = progress;
        follower = new ChainFollower(lake, paths, options.RowsPerLoadMax);
        books = new BookFollower(lake, paths, bookDamaged);
        rebuilder = new WarehouseRebuilder(warehouse, lake, follower, books);
        sessionsAt = mergedAt = time.GetTimestamp();
    }

    public string Name => "loader";

    /// <summary>What keeps books from being loaded to their ends; empty when nothing does. Thread-safe.</summary>
    public IReadOnlyList<BookDamage> DamagedBooks => books.Damages;

    public RoleStatus Status
    {
        get
        {
            var now = facts;
            return new RoleStatus(
                Name, state, LagEvents: null, LagSeconds: now.BehindSince is { } since ? Math.Max(0, (Timestamp.Now(time) - since).TotalSeconds) : 0,
                now.LastError, now.LastErrorAt,
                new Dictionary<string, object>
                {
                    ["rows"] = Interlocked.Read(ref rows),
                    ["loads"] = Interlocked.Read(ref loads),
                    ["entry"] = now.Entry ?? 0,
                    ["load_seconds"] = Seconds(ref loadTicks),
                    ["session_seconds"] = Seconds(ref sessionTicks),
                    ["merge_seconds"] = Seconds(ref mergeTicks),
                    ["merges"] = Interlocked.Read(ref merges),
                    ["merged_slices"] = Interlocked.Read(ref mergedSlices),
                    ["model_seconds"] = upkeep.SpentByModel.ToDictionary(model => model.Key, model => Math.Round(model.Value.TotalSeconds, 1)),
                });
        }
    }

    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            await StartAsync(cancellation).ConfigureAwait(false);
            state = "running";
            await FollowAsync(cancellation).ConfigureAwait(false);
            await DrainAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
        }
        catch (Exception error)
        {
            state = "failed";
            facts = facts with { LastError = error.Message, LastErrorAt = Timestamp.Now(time) };
            throw;
        }

        state = "stopped";
    }

    /// <summary>Loads everything there is now. Also what a command calls that wants the warehouse up to date before it asks.</summary>
    public Task CatchUpAsync(CancellationToken cancellation = default) => CatchUpAsync(withBooks: true, cancellation);

    private async Task CatchUpAsync(bool withBooks, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            await LoadAllAsync(cancellation).ConfigureAwait(false);
            if (withBooks)
            {
                await books.CatchUpAsync(warehouse, cancellation).ConfigureAwait(false);
            }
        }
        catch (ChainMismatchException mismatch)
        {
            await RebuildInTurnAsync(mismatch.Message, progress, cancellation).ConfigureAwait(false);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Builds the warehouse anew from the lake; queries are answered by the old one until the new one is complete.</summary>
    public async Task RebuildAsync(string reason, IProgress<RebuildProgress>? progress = null, CancellationToken cancellation = default)
    {
        await turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            await RebuildInTurnAsync(reason, progress ?? this.progress, cancellation).ConfigureAwait(false);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task StartAsync(CancellationToken cancellation)
    {
        string? reason = null;
        try
        {
            await follower.CheckAsync(warehouse, cancellation).ConfigureAwait(false);
        }
        catch (ChainMismatchException mismatch)
        {
            reason = mismatch.Message;
        }

        // The models first: a warehouse of other models may have no books to ask for.
        reason ??= await upkeep.RebuildReasonAsync(cancellation).ConfigureAwait(false) ?? await books.MismatchAsync(warehouse, cancellation).ConfigureAwait(false);
        if (reason is not null)
        {
            await RebuildAsync(reason, progress, cancellation).ConfigureAwait(false);
        }
        else
        {
            await books.CatchUpAsync(warehouse, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Loads whenever there is something, until it is told to stop.</summary>
    private async Task FollowAsync(CancellationToken cancellation)
    {
        try
        {
            while (!cancellation.IsCancellationRequested)
            {
                var began = time.GetTimestamp();
                await TryAsync(stop => CatchUpAsync(withBooks: false, stop), cancellation).ConfigureAwait(false);
                await KeepUpAsync(cancellation).ConfigureAwait(false);
                await committed.WaitAsync(options.LookInterval, time, cancellation).ConfigureAwait(false);
                var rest = options.LoadInterval - time.GetElapsedTime(began);
                if (rest > TimeSpan.Zero)
                {
                    await Task.Delay(rest, time, cancellation).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
        }
    }

    /// <summary>A last load of what the stations before this one, stopped before it, still handed on. A warehouse that would have to be built anew is left to the next start.</summary>
    private async Task DrainAsync()
    {
        using var limit = new CancellationTokenSource(options.DrainLimit, time);
        try
        {
            await turn.WaitAsync(limit.Token).ConfigureAwait(false);
            try
            {
                await LoadAllAsync(limit.Token).ConfigureAwait(false);
            }
            finally
            {
                turn.Release();
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
        }
        catch (Exception error) when (error is ChainMismatchException or LoadTooLargeException)
        {
        }
    }

    /// <summary>Loads what there is of the chains, in its turn. Its time counts whatever comes of it.</summary>
    private async Task LoadAllAsync(CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        try
        {
            await follower.CatchUpAsync(warehouse, Loaded, cancellation).ConfigureAwait(false);
            facts = facts with { BehindSince = null };
        }
        finally
        {
            Interlocked.Add(ref loadTicks, time.GetElapsedTime(began).Ticks);
        }
    }

    /// <summary>Upkeep that is due. Sessions first: they have a watermark people look at.</summary>
    private async Task KeepUpAsync(CancellationToken cancellation)
    {
        if (time.GetElapsedTime(sessionsAt) >= options.SessionsInterval)
        {
            sessionsAt = time.GetTimestamp();
            if (await upkeep.RebuildReasonAsync(cancellation).ConfigureAwait(false) is { } reason)
            {
                await RebuildAsync(reason, progress, cancellation).ConfigureAwait(false);
            }

            await TryAsync(upkeep.RefreshSessionsAsync, cancellation).ConfigureAwait(false);
            Interlocked.Add(ref sessionTicks, time.GetElapsedTime(sessionsAt).Ticks);
            await TryAsync(stop => books.CatchUpAsync(warehouse, stop), cancellation).ConfigureAwait(false);
        }

        if (time.GetElapsedTime(mergedAt) >= options.MergeInterval)
        {
            mergedAt = time.GetTimestamp();
            var loadedBefore = Interlocked.Read(ref loadTicks);
            await TryAsync(MergeAsync, cancellation).ConfigureAwait(false);
            Interlocked.Add(ref mergeTicks, time.GetElapsedTime(mergedAt).Ticks - (Interlocked.Read(ref loadTicks) - loadedBefore));
        }
    }

    private async Task MergeAsync(CancellationToken cancellation)
    {
        Interlocked.Add(ref mergedSlices, await upkeep.MergeAsync(between => CatchUpAsync(withBooks: false, between), cancellation).ConfigureAwait(false));
        Interlocked.Increment(ref merges);
    }

    /// <summary>Loads, or does upkeep; what did not fit is told and tried again when it is next due. Questions need neither.</summary>
    private async Task TryAsync(Func<CancellationToken, Task> work, CancellationToken cancellation)
    {
        try
        {
            await work(cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (error is UpkeepException or LoadTooLargeException)
        {
            facts = facts with { LastError = error.Message, LastErrorAt = Timestamp.Now(time) };
        }
    }

    private async Task RebuildInTurnAsync(string reason, IProgress<RebuildProgress>? to, CancellationToken cancellation)
    {
        facts = facts with { LastError = $"The warehouse is built anew: {reason}", LastErrorAt = Timestamp.Now(time) };
        await rebuilder.RebuildAsync(reason, to, cancellation).ConfigureAwait(false);
        await TryAsync(upkeep.RefreshSessionsAsync, cancellation).ConfigureAwait(false);
    }

    /// <summary>What it has spent its time with since it was started, to a tenth.</summary>
    private static double Seconds(ref long ticks) => Math.Round(TimeSpan.FromTicks(Interlocked.Read(ref ticks)).TotalSeconds, 1);

    private void Loaded(LoadRange range)
    {
        Interlocked.Increment(ref loads);
        Interlocked.Add(ref rows, range.Counts.Sum(count => count.Recorded + count.Rejected));
        facts = facts with { Entry = range.Through, BehindSince = range.RecordedAt };
    }

    private sealed record StatusFacts(long? Entry, Timestamp? BehindSince, string? LastError, Timestamp? LastErrorAt);
}
