using DuckDB.NET.Data;

namespace Frontline.Warehouse.DuckDb;

/// <summary>
/// Cuts the rows of a table into ranges of players with about so many rows each, so that rewriting them takes a bounded amount of memory: what a transaction deletes and inserts
/// cannot be spilled, and a day of a large game did not fit.
/// </summary>
internal static class PlayerRanges
{
    /// <summary>Ranges that cover all players, bounds included.</summary>
    /// <param name="connection">Where the table is.</param>
    /// <param name="table">A table with a column <c>player_key</c>.</param>
    /// <param name="condition">Which rows are to be rewritten.</param>
    /// <param name="rowsMax">About how many rows a range has.</param>
    public static IReadOnlyList<(long First, long Last)> Of(DuckDBConnection connection, string table, string condition, long rowsMax)
    {
        var rows = (long)connection.Scalar($"SELECT count(*) FROM {table} WHERE {condition}")!;
        var pieces = (rows / rowsMax) + (rows % rowsMax == 0 ? 0 : 1);
        if (pieces <= 1)
        {
            return [(long.MinValue, long.MaxValue)];
        }

        // Where a range ends is approximate, which moves a few rows from one to the next.
        var shares = string.Join(", ", Enumerable.Range(1, (int)pieces - 1).Select(piece => FormattableString.Invariant($"{piece / (double)pieces:R}")));
        var ends = connection.Rows($"SELECT DISTINCT unnest(approx_quantile(player_key, [{shares}])) AS last FROM {table} WHERE {condition} ORDER BY last", row => row.GetInt64(0)).ToList();
        return [.. ends.Prepend(long.MinValue).Zip(ends.Append(long.MaxValue), (after, last) => (after == long.MinValue ? after : after + 1, last))];
    }
}
