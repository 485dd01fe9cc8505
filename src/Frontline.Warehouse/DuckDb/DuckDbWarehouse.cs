using DuckDB.NET.Data;
using Frontline.Core.Games;
using Frontline.Core.Live;
using Frontline.Core.Storage;
using Frontline.Warehouse.Loading;
using Frontline.Warehouse.Models;
using Frontline.Warehouse.Queries;

namespace Frontline.Warehouse.DuckDb;

/// <summary>
/// The warehouse on one machine: a DuckDB file, written by this process only. Nothing in it is the only copy: what cannot be opened is begun anew
/// and filled from the lake.
/// </summary>
public sealed class DuckDbWarehouse : IWarehouse, IWarehouseUpkeep, IBookTarget, ILiveCheck
{
    private readonly WarehouseOptions options;
    private readonly WarehouseFiles files;
    private readonly IGameCatalog games;
    private readonly IGameCalendar calendar;
    private readonly TimeProvider time;
    private readonly StatementGuard guard;
    private readonly SemaphoreSlim querySlots;
    private volatile DuckDbLoadTarget current;
    private DuckDbRebuild? rebuild;

    private DuckDbWarehouse(WarehouseOptions options, WarehouseFiles files, IGameCatalog games, IGameCalendar calendar, TimeProvider time, DuckDbLoadTarget current, string? discarded)
    {
        this.options = options;
        this.files = files;
        this.games = games;
        this.calendar = calendar;
        this.time = time;
        this.current = current;
        Discarded = discarded;
        guard = new StatementGuard(options);
        querySlots = new SemaphoreSlim(options.QueriesAtOnce, options.QueriesAtOnce);
    }

    /// <summary>Why the database found at the start was thrown away, in a sentence; null when it was not.</summary>
    public string? Discarded { get; }

    public IReadOnlyDictionary<string, TimeSpan> SpentByModel => current.SpentByModel;

    /// <summary>Opens the warehouse, or begins one. A database that cannot be opened is thrown away, since the lake has everything in it.</summary>
    public static DuckDbWarehouse Open(WarehouseOptions options, IFileSystem fileSystem, IGameCatalog games, IGameCalendar calendar, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        var files = new WarehouseFiles(fileSystem, options);
        var path = files.Current();
        files.DeleteAllBut(path);
        try
        {
            return new DuckDbWarehouse(options, files, games, calendar, time, OpenTarget(path, options, games, calendar, time), discarded: null);
        }
        catch (DuckDBException error)
        {
            var fresh = files.NextPath();
            var target = OpenTarget(fresh, options, games, calendar, time);
            files.MakeCurrent(fresh);
            files.DeleteAllBut(fresh);
            return new DuckDbWarehouse(options, files, games, calendar, time, target, $"The warehouse {Path.GetFileName(path)} could not be opened and is filled anew from the lake: {error.Message}");
        }
    }

    public ValueTask<IReadOnlyList<LoadedPosition>> PositionsAsync(CancellationToken cancellation = default) => current.PositionsAsync(cancellation);

    public Task LoadAsync(LoadRange range, CancellationToken cancellation = default) => current.LoadAsync(range, cancellation);

    public ValueTask<IReadOnlyList<BookPosition>> BookPositionsAsync(CancellationToken cancellation = default) => current.BookPositionsAsync(cancellation);

    public Task LoadBooksAsync(IReadOnlyList<LoadBook> documents, CancellationToken cancellation = default) => current.LoadBooksAsync(documents, cancellation);

    public async Task<QueryResult> QueryAsync(string sql, QueryOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(sql);
        ArgumentNullException.ThrowIfNull(options);
        return await SecondTry.WhileBusyAsync(
            left => StartQueryAsync(sql, options, QueryLimits.Of(this.options, options) with { Time = left }, cancellation),
            () => current.Works,
            () => current.WhenIdleAsync(cancellation),
            QueryLimits.Of(this.options, options).Time,
            time).ConfigureAwait(false);
    }

    public async Task<IWarehouseRebuild> BeginRebuildAsync(CancellationToken cancellation = default)
    {
        if (rebuild is { IsOver: false })
        {
            throw new InvalidOperationException("A rebuild is under way.");
        }

        var path = files.NextPath();
        return rebuild = await Task.Run(() => new DuckDbRebuild(this, OpenTarget(path, options, games, calendar, time)), cancellation).ConfigureAwait(false);
    }

    public async Task RefreshSessionsAsync(CancellationToken cancellation = default)
    {
        var work = new PieceWork(current, between: null);
        var sessions = SqlModels.All.Single(model => model.Merge is not null);
        foreach (var (first, last) in await work.ReadAsync(connection => PlayerRanges.Of(connection, $"store.{sessions.Name}", "load > 0", options.RewriteRowsMax), cancellation).ConfigureAwait(false))
        {
            await work.DoAsync(
                connection => connection.Execute($"SET VARIABLE first_player = {SqlText.Literal(first)}; SET VARIABLE last_player = {SqlText.Literal(last)}; {sessions.Merge}"), cancellation).ConfigureAwait(false);
        }

        work.ThrowIfIncomplete("Sessions are not up to date", options);
    }

    public async Task<int> MergeAsync(Func<CancellationToken, Task>? between = null, CancellationToken cancellation = default)
    {
        var work = new PieceWork(current, between);
        var merged = await new DeltaMerger(work, options, time).MergeAsync(cancellation).ConfigureAwait(false);
        work.ThrowIfIncomplete("Models are not merged", options);
        return merged;
    }

    public async ValueTask<string?> RebuildReasonAsync(CancellationToken cancellation = default) => await current.RebuildReasonAsync(cancellation).ConfigureAwait(false);

    public Task<IReadOnlyList<LiveDifference>?> CheckLiveAsync(LiveSlice slice, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(slice);
        return Task.Run(
            () =>
            {
                var database = UseCurrent();
                try
                {
                    using var connection = database.Connect();
                    using var interrupt = cancellation.Register(() => connection.NativeConnection.Interrupt());
                    return LiveRecount.Compare(connection, slice);
                }
                finally
                {
                    database.EndUse();
                }
            },
            cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (rebuild is not null)
        {
            await rebuild.DisposeAsync().ConfigureAwait(false);
        }

        current.Dispose();
        current.Database.Dispose();
        querySlots.Dispose();
    }

    /// <summary>Puts a rebuilt database in the current one's place.</summary>
    internal void Replace(DuckDbLoadTarget next)
    {
        files.MakeCurrent(next.Database.Path);
        var old = current;
        current = next;
        Discard(old);
    }

    /// <summary>Deletes a database as soon as its last reader is done.</summary>
    internal void Discard(DuckDbLoadTarget target)
    {
        target.Dispose();
        target.Database.Retire(() => files.Delete(target.Database.Path));
    }

    private static DuckDbLoadTarget OpenTarget(string path, WarehouseOptions options, IGameCatalog games, IGameCalendar calendar, TimeProvider time)
    {
        var database = DuckDbDatabase.Open(path, options);
        try
        {
            return new DuckDbLoadTarget(database, games, calendar, time);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private async Task<DuckDbQuery> StartQueryAsync(string sql, QueryOptions query, QueryLimits limits, CancellationToken cancellation)
    {
        if (!await querySlots.WaitAsync(limits.Time, cancellation).ConfigureAwait(false))
        {
            throw new QueryException(QueryFailure.TimedOut, $"{options.QueriesAtOnce} other queries kept the warehouse busy for {limits.Time.TotalSeconds:0.###} seconds.");
        }

        DuckDbDatabase database;
        DuckDBConnection connection;
        try
        {
            database = UseCurrent();
            connection = database.Connect();
        }
        catch
        {
            querySlots.Release();
            throw;
        }

        try
        {
            return await DuckDbQuery.StartAsync(connection, sql, query, guard, limits, time, Release, cancellation).ConfigureAwait(false);
        }
        catch (QueryException exception) when (database.IsOutdated && DuckDbErrors.IsMissing(exception.InnerException))
        {
            throw new QueryException(QueryFailure.Rebuilding, $"The warehouse was built by another version of the program and is being rebuilt; until that is done it cannot answer this: {exception.Message}", exception);
        }

        void Release()
        {
            database.EndUse();
            querySlots.Release();
        }
    }

    /// <summary>The current database, kept open for a reader. A rebuild may take its place between the two steps, so it is tried again.</summary>
    private DuckDbDatabase UseCurrent()
    {
        while (true)
        {
            var database = current.Database;
            if (database.TryUse())
            {
                return database;
            }

            ObjectDisposedException.ThrowIf(database == current.Database, this);
        }
    }
}
