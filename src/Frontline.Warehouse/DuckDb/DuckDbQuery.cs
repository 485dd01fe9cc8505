using Apache.Arrow;
using Apache.Arrow.Ipc;
using DuckDB.NET.Data;
using Frontline.Warehouse.Queries;

namespace Frontline.Warehouse.DuckDb;

/// <summary>
/// A running query: a connection in a read-only transaction that ends at the time limit whatever its reader does, since an open read transaction
/// keeps the write-ahead log from being folded. The timer interrupts the engine and closes the query, whether anybody is reading or not. Batches that are read one by one are read ahead of the reader.
/// </summary>
internal sealed class DuckDbQuery : QueryResult
{
    /// <summary>How much is read before it is asked for.</summary>
    private const long AheadBytes = 2 << 20;

    private readonly DuckDBConnection connection;
    private readonly QueryLimits limits;
    private readonly Action release;
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly TaskCompletionSource stop = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITimer timer;
    private readonly Queue<RecordBatch> ahead = new();
    private Task<List<RecordBatch>>? reading;
    private DuckDBCommand? command;
    private IArrowArrayStream? stream;
    private long rows;
    private long bytes;
    private volatile bool expired;
    private bool isReadByBatch;
    private bool closed;

    private DuckDbQuery(DuckDBConnection connection, QueryLimits limits, TimeProvider time, Action release)
    {
        this.connection = connection;
        this.limits = limits;
        this.release = release;
        timer = time.CreateTimer(_ => _ = ExpireAsync(), null, limits.Time, Timeout.InfiniteTimeSpan);
    }

    public override Schema Schema => stream!.Schema;

    /// <summary>Vets and starts a statement. Whatever happens, <paramref name="release"/> is called once, when the query no longer uses the engine.</summary>
    public static async Task<DuckDbQuery> StartAsync(
        DuckDBConnection connection, string sql, QueryOptions options, StatementGuard guard, QueryLimits limits, TimeProvider time, Action release, CancellationToken cancellation)
    {
        var query = new DuckDbQuery(connection, limits, time, release);
        try
        {
            await query.RunAsync(() => query.Start(sql, options, guard), cancellation).ConfigureAwait(false);
            return query;
        }
        catch
        {
            await query.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public override async ValueTask<RecordBatch?> ReadAsync(CancellationToken cancellation = default)
    {
        ThrowIfExpired(null);
        isReadByBatch = true;
        if (ahead.Count == 0)
        {
            var read = await (reading ?? RunAsync(ReadAhead, cancellation)).ConfigureAwait(false);
            read.ForEach(ahead.Enqueue);
            reading = read.Count > 0 ? RunAsync(ReadAhead, cancellation) : null;
        }

        if (!ahead.TryDequeue(out var batch))
        {
            return null;
        }

        try
        {
            CheckBounds(batch);
            return batch;
        }
        catch
        {
            batch.Dispose();
            throw;
        }
    }

    public override async Task ReadAllAsync(Action<RecordBatch> take, CancellationToken cancellation = default)
    {
        if (isReadByBatch)
        {
            throw new InvalidOperationException("Batches of this result were read one by one already.");
        }

        ThrowIfExpired(null);
        await RunAsync(TakeAll, cancellation).ConfigureAwait(false);

        bool TakeAll()
        {
            while (Next() is { } batch)
            {
                using (batch)
                {
                    CheckBounds(batch);
                    take(batch);
                }
            }

            return true;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await timer.DisposeAsync().ConfigureAwait(false);
        if (reading is not null)
        {
            stop.TrySetResult();
            await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var batch in reading.IsCompletedSuccessfully ? reading.Result : [])
            {
                batch.Dispose();
            }
        }

        foreach (var batch in ahead)
        {
            batch.Dispose();
        }

        await gate.WaitAsync().ConfigureAwait(false);
        Close();
        gate.Release();
    }

    private bool Start(string sql, QueryOptions options, StatementGuard guard)
    {
        if (options.Game is { } game)
        {
            connection.Execute($"SET VARIABLE game = {SqlText.Literal(game)}");
        }

        if (options.Knowledge is { } knowledge)
        {
            KnownViews.Create(connection, knowledge);
        }

        var statement = guard.Vet(connection, sql);
        connection.Execute("BEGIN TRANSACTION READ ONLY");
        command = connection.CreateCommand();
        command.CommandText = statement;
        command.UseStreamingMode = true;
        stream = command.ExecuteArrowStream();
        return true;
    }

    /// <summary>The next batches; none at the end. The engine gives 2,048 rows at a time, and to go to another thread and back for each takes longer than to read it.</summary>
    private List<RecordBatch> ReadAhead()
    {
        var batches = new List<RecordBatch>();
        for (var size = 0L; size < AheadBytes && Next() is { } batch; size += ArrowSize.Of(batch))
        {
            batches.Add(batch);
        }

        return batches;
    }

    private RecordBatch? Next() => stream!.ReadNextRecordBatchAsync().AsTask().GetAwaiter().GetResult();

    private void CheckBounds(RecordBatch batch)
    {
        rows += batch.Length;
        bytes += ArrowSize.Of(batch);
        if (rows > limits.Rows || bytes > limits.Bytes)
        {
            throw new QueryException(QueryFailure.TooLarge, rows > limits.Rows
                ? $"The result has more than {limits.Rows} rows; add a LIMIT, aggregate, or write it to a Parquet file."
                : $"The result has more than {limits.Bytes} bytes; select fewer columns or rows, or write it to a Parquet file.");
        }
    }

    /// <summary>Calls the engine off the caller's thread, since its calls block. The time limit and a cancellation interrupt it.</summary>
    private async Task<T> RunAsync<T>(Func<T> call, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            ThrowIfExpired(null);
            using var cancelled = cancellation.Register(() => stop.TrySetResult());
            var running = Task.Run(call, CancellationToken.None);
            if (await Task.WhenAny(running, stop.Task).ConfigureAwait(false) != running)
            {
                await Interruption.InterruptUntilAsync(connection, running).ConfigureAwait(false);
            }

            return await running.ConfigureAwait(false);
        }
        catch (DuckDBException error)
        {
            cancellation.ThrowIfCancellationRequested();
            ThrowIfExpired(error);
            throw DuckDbErrors.IsOutOfMemory(error)
                ? new QueryException(
                    QueryFailure.OutOfMemory,
                    $"This needs more than the {limits.MemoryMiB} MiB that the warehouse may use (warehouse.memory_limit_mib), all questions at once together. Ask for fewer days, groups or columns, ask again when less is asked, or allow more.",
                    error)
                : DuckDbErrors.ToQueryException(error);
        }
        catch (OperationCanceledException error) when (expired && !cancellation.IsCancellationRequested)
        {
            ThrowIfExpired(error);
            throw;
        }
        finally
        {
            gate.Release();
        }
    }

    private void ThrowIfExpired(Exception? error)
    {
        if (expired)
        {
            throw new QueryException(QueryFailure.TimedOut, $"The query took longer than {limits.Time.TotalSeconds:0.###} seconds and was stopped.", error);
        }
    }

    private async Task ExpireAsync()
    {
        expired = true;
        stop.TrySetResult();
        await gate.WaitAsync().ConfigureAwait(false);
        Close();
        gate.Release();
    }

    private void Close()
    {
        if (!closed)
        {
            closed = true;
            stream?.Dispose();
            command?.Dispose();
            connection.Dispose();
            release();
        }
    }
}
