using Frontline.Warehouse.Loading;
using Frontline.Warehouse.Queries;

namespace Frontline.Warehouse;

/// <summary>
/// Where questions are asked: typed tables and models over the lake's rows. Takes file paths with chain ranges, and SQL text, and returns Arrow,
/// so that it can stand in another process. Thread-safe; loads are serialized, queries see whole loads only.
/// </summary>
public interface IWarehouse : ILoadTarget, IAsyncDisposable
{
    /// <summary>Runs one read-only statement of a user.</summary>
    /// <returns>The result as it comes; its reader must be disposed, which ends the query.</returns>
    /// <exception cref="QueryException">The statement is refused, wrong, or over a bound; says which.</exception>
    Task<QueryResult> QueryAsync(string sql, QueryOptions options, CancellationToken cancellation = default);

    /// <summary>
    /// Begins a second, empty warehouse to load everything into. Queries keep working on this one until the other takes its place.
    /// Only one can be under way; what an interrupted one left is thrown away.
    /// </summary>
    Task<IWarehouseRebuild> BeginRebuildAsync(CancellationToken cancellation = default);
}
