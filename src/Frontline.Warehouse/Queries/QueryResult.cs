using Apache.Arrow;

namespace Frontline.Warehouse.Queries;

/// <summary>A query's result, read once, forwards, by one reader at a time.</summary>
public abstract class QueryResult : IAsyncDisposable
{
    /// <summary>Names and types of the columns.</summary>
    public abstract Schema Schema { get; }

    /// <summary>The next batch of rows, which the caller disposes; null at the end.</summary>
    /// <exception cref="QueryException">The query failed, or hit one of its bounds.</exception>
    public abstract ValueTask<RecordBatch?> ReadAsync(CancellationToken cancellation = default);

    /// <summary>Reads all batches instead of one after the other by <see cref="ReadAsync"/>: for many rows of which each is done with at once.</summary>
    /// <param name="take">Called on the thread that reads; the batch is gone when it returns.</param>
    /// <param name="cancellation">Ends the query.</param>
    /// <exception cref="QueryException">The query failed, or hit one of its bounds.</exception>
    /// <exception cref="InvalidOperationException">A batch was read already.</exception>
    public abstract Task ReadAllAsync(Action<RecordBatch> take, CancellationToken cancellation = default);

    public abstract ValueTask DisposeAsync();
}
