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

    public abstract ValueTask DisposeAsync();
}
