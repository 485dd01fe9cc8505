using DuckDB.NET.Data;
using Frontline.Core;
using Frontline.Core.Games;
using Frontline.Lake;
using Frontline.Lake.Chain;
using Frontline.Warehouse.Loading;
using Frontline.Warehouse.Models;

namespace Frontline.Warehouse.DuckDb;

/// <summary>
/// The one writer of a database: a connection, and what it remembers of the tables it alone writes. A load is one transaction;
/// a transaction that fails leaves nothing, and the memory is read again before the next use.
/// </summary>
internal sealed class DuckDbLoadTarget : ILoadTarget, IBookTarget, IDisposable
{
    private readonly DuckDbDatabase database;
    private readonly DuckDBConnection connection;
    private readonly GameSettingsTable settings;
    private readonly TimeProvider time;
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly Dictionary<ChainId, short> chains = [];
    private readonly Dictionary<ChainId, LoadedPosition> positions = [];
    private readonly Dictionary<string, TimeSpan> spent = new(StringComparer.Ordinal);
    private long lastLoad;
    private long works;
    private bool remembers;
    private bool disposed;

    public DuckDbLoadTarget(DuckDbDatabase database, IGameCatalog games, IGameCalendar calendar, TimeProvider time)
    {
        this.database = database;
        this.time = time;
        settings = new GameSettingsTable(games, calendar);
        connection = database.Connect();
        connection.Execute("""
            CREATE TEMP VIEW batch AS SELECT * FROM store.events WHERE load = getvariable('load');
            CREATE TEMP VIEW batch_offsets AS SELECT * FROM store.zone_offsets WHERE start_at <= getvariable('batch_to') AND end_at > getvariable('batch_from');
            """);
        Reload();
    }

    public DuckDbDatabase Database => database;

    /// <summary>What the writer has begun and ended, counted; odd while it works.</summary>
    public long Works => Interlocked.Read(ref works);

    public IReadOnlyDictionary<string, TimeSpan> SpentByModel
    {
        get
        {
            lock (spent)
            {
                return new Dictionary<string, TimeSpan>(spent, StringComparer.Ordinal);
            }
        }
    }

    public ValueTask<IReadOnlyList<LoadedPosition>> PositionsAsync(CancellationToken cancellation = default) =>
        new(ExclusiveAsync<IReadOnlyList<LoadedPosition>>(() => [.. positions.Values], cancellation));

    public Task LoadAsync(LoadRange range, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(range);
        return LoadAsync(() => Load(range), $"Entries {range.After + 1} to {range.Through} of chain {range.Chain}", cancellation);
    }

    public ValueTask<IReadOnlyList<BookPosition>> BookPositionsAsync(CancellationToken cancellation = default) =>
        new(ExclusiveAsync(() => BookLoader.Positions(connection), cancellation));

    public Task LoadBooksAsync(IReadOnlyList<LoadBook> documents, CancellationToken cancellation = default) =>
        LoadAsync(() => BookLoader.Load(connection, documents), "Documents of the books of rates and costs", cancellation);

    /// <summary>Runs one of the writer's own transactions, between loads. A cancellation breaks it off, and nothing of it stays.</summary>
    public Task TransactionAsync(Action<DuckDBConnection> work, CancellationToken cancellation) => TransactionAsync(
        () =>
        {
            using var interruption = new Interruption(connection, cancellation);
            try
            {
                work(connection);
            }
            catch (DuckDBException) when (cancellation.IsCancellationRequested)
            {
                throw new OperationCanceledException(cancellation);
            }
        },
        cancellation);

    /// <summary>Reads something on the writer's connection, between loads.</summary>
    public Task<T> ReadAsync<T>(Func<DuckDBConnection, T> read, CancellationToken cancellation) => ExclusiveAsync(() => read(connection), cancellation);

    /// <summary>Waits until what the writer does now is done.</summary>
    public async Task WhenIdleAsync(CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation).ConfigureAwait(false);
        gate.Release();
    }

    /// <summary>Why the rows must be built anew; null when they need not. Settings that apply when reading are taken over here.</summary>
    public Task<string?> RebuildReasonAsync(CancellationToken cancellation) => ExclusiveAsync(
        () =>
        {
            if (!DuckDbDatabase.HasThisProgramsModels(connection))
            {
                return "The models of this program differ from those the warehouse was built with.";
            }

            settings.UpdateReadSettings(connection);
            return settings.Difference();
        },
        cancellation);

    /// <summary>Waits for what is under way; later uses meet <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        gate.Wait();
        disposed = true;
        connection.Dispose();
        gate.Release();
    }

    private void Load(LoadRange range)
    {
        var after = positions.TryGetValue(range.Chain, out var position) ? position.Entry : 0;
        if (range.After != after || range.Through <= after)
        {
            throw new ArgumentException($"Chain {range.Chain} is loaded up to entry {after}; a range ({range.After}, {range.Through}] does not follow.", nameof(range));
        }

        var load = lastLoad + 1;
        var chain = ChainNumber(range.Chain);
        connection.Execute($"SET VARIABLE load = {SqlText.Literal(load)}::BIGINT; SET VARIABLE chain = {SqlText.Literal(chain)}::SMALLINT");
        var (events, rejects) = LoadRows(range);
        LoadCounts(range, load, chain);
        connection.Execute($"""
            INSERT INTO store.loads VALUES ({SqlText.Literal(load)}, {SqlText.Literal(chain)}, {SqlText.Literal(range.After + 1)}, {SqlText.Literal(range.Through)},
              {SqlText.Literal(range.Sha256, "VARCHAR")}, {SqlText.Literal(range.End)}, {SqlText.Literal(range.Files.Count)}, {SqlText.Literal(events)},
              {SqlText.Literal(rejects)}, {SqlText.Literal(range.RecordedAt)}, {SqlText.Literal(Timestamp.Now(time))})
            """);
        lastLoad = load;
        positions[range.Chain] = new LoadedPosition(range.Chain, range.Through, range.Sha256, range.End);
    }

    private (long Events, long Rejects) LoadRows(LoadRange range)
    {
        var withEvents = range.Files.Where(file => file.File.Events > 0).ToList();
        var withRejects = range.Files.Where(file => file.File.Rejects > 0).ToList();
        var events = 0L;
        var rejects = 0L;
        if (withEvents.Count > 0)
        {
            CreateRowView("event_rows", withEvents, range, 0);
            var from = withEvents.Min(file => file.File.MinTime ?? default);
            var to = withEvents.Max(file => file.File.MaxTime ?? default);
            settings.Ensure(connection, connection.Column("SELECT DISTINCT game FROM event_rows"), from, to);
            connection.Execute($"SET VARIABLE batch_from = {SqlText.Literal(from)}; SET VARIABLE batch_to = {SqlText.Literal(to)}");
            events = Append(SqlModels.All[0]);
            if (events > 0)
            {
                foreach (var model in SqlModels.All.Where(model => model.Delta is not null && model.Name is not ("events" or "rejects")))
                {
                    Append(model);
                }
            }
        }

        if (withRejects.Count > 0)
        {
            CreateRowView("reject_rows", withRejects, range, 1);
            rejects = Append(SqlModels.All[1]);
        }

        Check(range, withEvents, events, file => file.Events, "events");
        Check(range, withRejects, rejects, file => file.Rejects, "rejects");
        return (events, rejects);
    }

    /// <summary>Runs what a load adds to a model, and notes the time.</summary>
    private long Append(SqlModel model)
    {
        var began = time.GetTimestamp();
        var rows = connection.Execute(model.Delta!);
        lock (spent)
        {
            spent[model.Name] = spent.GetValueOrDefault(model.Name) + time.GetElapsedTime(began);
        }

        return rows;
    }

    /// <summary>The rows of one outcome in a range's files. The engine reads them itself; columns that a file lacks are null.</summary>
    private void CreateRowView(string name, List<LoadFile> files, LoadRange range, int outcome)
    {
        var landing = files.Where(file => file.File.Kind == DataFileKind.Landing).ToList();
        var sealedFiles = files.Where(file => file.File.Kind != DataFileKind.Landing).ToList();
        var parts = new List<string>();
        if (landing.Count > 0)
        {
            parts.Add($"SELECT * FROM (FROM store.lake_row WHERE false UNION ALL BY NAME FROM read_parquet({Paths(landing)}, union_by_name = true)) WHERE outcome = {outcome}");
        }

        if (sealedFiles.Count > 0)
        {
            parts.Add($"SELECT * FROM (FROM store.lake_row WHERE false UNION ALL BY NAME FROM read_parquet({Paths(sealedFiles)}, union_by_name = true, hive_partitioning = false))");
        }

        var filter = files.All(file => IsWithin(file, range)) ? "" : $" WHERE entry > {SqlText.Literal(range.After)} AND entry <= {SqlText.Literal(range.Through)}";
        connection.Execute($"CREATE OR REPLACE TEMP VIEW {name} AS SELECT * FROM ({string.Join(" UNION ALL BY NAME ", parts)}){filter}");
    }

    private void LoadCounts(LoadRange range, long load, short chain)
    {
        if (range.ReplacesLedger)
        {
            connection.Execute($"DELETE FROM store.ledger WHERE chain = {SqlText.Literal(chain)}");
        }

        if (range.Counts.Count > 0)
        {
            connection.Execute("INSERT INTO store.ledger VALUES " + string.Join(", ", range.Counts.Select(count =>
                $"({SqlText.Literal(load)}, {SqlText.Literal(chain)}, {SqlText.Literal(count.Game)}, {SqlText.Literal(count.Minute)}, {SqlText.Literal(count.Received)}, {SqlText.Literal(count.Recorded)}, {SqlText.Literal(count.Rejected)}, {SqlText.Literal(count.Duplicate)}, {SqlText.Literal(count.Erased)})")));
        }
    }

    /// <summary>What the chain says about whole files is checked against what they held.</summary>
    private static void Check(LoadRange range, List<LoadFile> files, long rows, Func<DataFile, long> declared, string what)
    {
        var expected = files.Sum(file => declared(file.File));
        if (files.All(file => IsWithin(file, range)) && rows != expected)
        {
            throw new DataDamagedException(
                $"Chain {range.Chain} names {expected} {what} in entries {range.After + 1} to {range.Through}, but its files hold {rows}.", files[0].File.Name);
        }
    }

    private short ChainNumber(ChainId chain)
    {
        if (!chains.TryGetValue(chain, out var number))
        {
            number = (short)chains.Count;
            connection.Execute($"INSERT INTO store.chains VALUES ({SqlText.Literal(number)}, {SqlText.Literal(chain.Log)}, {SqlText.Literal(chain.Partition)})");
            chains.Add(chain, number);
        }

        return number;
    }

    private static bool IsWithin(LoadFile file, LoadRange range) => file.File.FirstEntry > range.After && file.File.LastEntry <= range.Through;

    private static string Paths(IEnumerable<LoadFile> files) => $"[{string.Join(", ", files.Select(file => SqlText.Literal(file.Path)))}]";

    private async Task LoadAsync(Action work, string what, CancellationToken cancellation)
    {
        try
        {
            await TransactionAsync(work, cancellation).ConfigureAwait(false);
        }
        catch (DuckDBException error) when (DuckDbErrors.IsOutOfMemory(error))
        {
            throw new LoadTooLargeException($"{what} do not fit the memory that the warehouse may use (warehouse.memory_limit_mib): {error.Message.Split('\n')[0]}", error);
        }
    }

    private Task<bool> TransactionAsync(Action work, CancellationToken cancellation) => ExclusiveAsync(
        () =>
        {
            connection.Execute("BEGIN");
            try
            {
                work();
                connection.Execute("COMMIT");
                return true;
            }
            catch (Exception error)
            {
                RollBack();
                if (error is DuckDBException unreadable && DuckDbErrors.IsUnreadableFile(unreadable))
                {
                    throw new LoadException($"A file of the lake cannot be read: {unreadable.Message}", unreadable);
                }

                throw;
            }
        },
        cancellation);

    private void RollBack()
    {
        try
        {
            connection.Execute("ROLLBACK");
        }
        catch (DuckDBException)
        {
            // A failed COMMIT has rolled back already.
        }

        remembers = false;
    }

    private void Reload()
    {
        remembers = false;
        chains.Clear();
        positions.Clear();
        lastLoad = (long)connection.Scalar("SELECT coalesce(max(load), 0) FROM store.loads")!;
        foreach (var (number, chain) in connection.Rows("SELECT chain, log, \"partition\" FROM store.chains", row => (row.GetInt16(0), new ChainId(row.GetString(1), row.GetInt32(2)))))
        {
            chains.Add(chain, number);
        }

        foreach (var position in connection.Rows(
            """
            SELECT c.log, c."partition", max(last_entry), arg_max_null(last_sha256, last_entry), max("end")
            FROM store.loads JOIN store.chains AS c USING (chain) GROUP BY ALL
            """,
            row => new LoadedPosition(new ChainId(row.GetString(0), row.GetInt32(1)), row.GetInt64(2), row.StringOrNull(3), row.GetInt64(4))))
        {
            positions.Add(position.Chain, position);
        }

        settings.Reload(connection);
        remembers = true;
    }

    /// <summary>Off the caller's thread: the engine's calls block. What is remembered is what the tables say, or nothing is done: from nothing, everything would be loaded a second time.</summary>
    private async Task<T> ExclusiveAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation).ConfigureAwait(false);
        Interlocked.Increment(ref works);
        try
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            return await Task.Run(
                () =>
                {
                    if (!remembers)
                    {
                        Reload();
                    }

                    return work();
                },
                CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Increment(ref works);
            gate.Release();
        }
    }
}
