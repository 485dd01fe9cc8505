using DuckDB.NET.Data;

namespace Frontline.Warehouse.DuckDb;

/// <summary>
/// Upkeep in pieces, each in a transaction of its own. A piece that does not fit the engine's memory is left as it was and the others are done all the same, so that it holds up nothing behind it.
/// When a rebuild has put another database in the place of this one, nothing more is done.
/// </summary>
/// <param name="target">The database.</param>
/// <param name="between">Called after each piece; null for nothing.</param>
internal sealed class PieceWork(DuckDbLoadTarget target, Func<CancellationToken, Task>? between)
{
    private int failures;
    private DuckDBException? failure;

    /// <summary>Reads which pieces there are; none where that does not fit or the database is another one now.</summary>
    public async Task<IReadOnlyList<T>> ReadAsync<T>(Func<DuckDBConnection, IReadOnlyList<T>> read, CancellationToken cancellation)
    {
        IReadOnlyList<T> found = [];
        await TryAsync(async () => found = await target.ReadAsync(read, cancellation).ConfigureAwait(false)).ConfigureAwait(false);
        return found;
    }

    public async Task DoAsync(Action<DuckDBConnection> piece, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        await TryAsync(() => target.TransactionAsync(piece, cancellation)).ConfigureAwait(false);
        if (between is not null)
        {
            await between(cancellation).ConfigureAwait(false);
        }
    }

    /// <exception cref="UpkeepException">Something did not fit.</exception>
    public void ThrowIfIncomplete(string what, WarehouseOptions options)
    {
        if (failure is not null)
        {
            throw new UpkeepException(
                $"{what}: {failures} {(failures == 1 ? "piece did" : "pieces did")} not fit the {options.MemoryLimitMiB} MiB that the warehouse may use (warehouse.memory_limit_mib). Nothing is lost, and it is tried again: {failure.Message.Split('\n')[0]}",
                failure);
        }
    }

    private async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (DuckDBException error) when (DuckDbErrors.IsOutOfMemory(error))
        {
            failures++;
            failure ??= error;
        }
        catch (ObjectDisposedException)
        {
        }
    }
}
