using System.Globalization;
using DuckDB.NET.Data;
using Frontline.Core;
using Frontline.Warehouse.Models;

namespace Frontline.Warehouse.DuckDb;

/// <summary>
/// Merges deltas into one row per key, a slice of a table at a time and a range of players of it at a time, each in a transaction of its own: views give the same rows before and after.
/// A slice is merged when it is a closed day with 5 % fresh rows, or when fresh rows are many and at least as many as the merged ones,
/// so each row is rewritten a bounded number of times.
/// </summary>
internal sealed class DeltaMerger(PieceWork work, WarehouseOptions options, TimeProvider time)
{
    /// <summary>A day is over in every time zone this long after its end in UTC.</summary>
    private static readonly TimeSpan OverEverywhere = TimeSpan.FromHours(12);

    /// <returns>The number of slices merged, or tried to.</returns>
    public async Task<int> MergeAsync(CancellationToken cancellation)
    {
        var merged = 0;
        foreach (var model in SqlModels.All.Where(model => model.Slice is not null))
        {
            foreach (var slice in await work.ReadAsync(connection => Slices(connection, model), cancellation).ConfigureAwait(false))
            {
                foreach (var piece in await work.ReadAsync(connection => Pieces(connection, model, slice), cancellation).ConfigureAwait(false))
                {
                    await work.DoAsync(connection => Merge(connection, model, piece), cancellation).ConfigureAwait(false);
                }

                merged++;
            }
        }

        return merged;
    }

    private IReadOnlyList<string> Slices(DuckDBConnection connection, SqlModel model)
    {
        var closedBefore = DateOnly.FromDateTime((time.GetUtcNow() - OverEverywhere).UtcDateTime).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var closed = model switch
        {
            { Slice: "day" } => $"slice < DATE '{closedBefore}'",
            { Name: "ledger" } => $"slice < {SqlText.Literal(Timestamp.Now(time).UnixDay)}",

            // Only merged days get in.
            { Name: "player_activity" } => "true",
            _ => "false",
        };
        return connection.Column($"""
            SELECT slice::VARCHAR FROM (SELECT {model.Slice} AS slice, count(*) AS total, count(*) FILTER (load > 0) AS fresh FROM store.{model.Name} GROUP BY slice)
            WHERE ({closed} AND fresh * 20 >= total) OR (fresh >= {SqlText.Literal(options.MergeRowsMin)} AND fresh * 2 >= total) ORDER BY slice
            """);
    }

    /// <summary>Conditions that cut a slice into pieces.</summary>
    private IReadOnlyList<string> Pieces(DuckDBConnection connection, SqlModel model, string slice)
    {
        var within = $"{model.Slice} = {SqlText.Literal(slice)}";
        return !model.HasPlayers ? [within] :
        [
            .. PlayerRanges.Of(connection, $"store.{model.Name}", within, options.RewriteRowsMax)
                .Select(range => $"{within} AND player_key BETWEEN {SqlText.Literal(range.First)} AND {SqlText.Literal(range.Last)}"),
        ];
    }

    private static void Merge(DuckDBConnection connection, SqlModel model, string within) => connection.Execute($"""
        CREATE OR REPLACE TEMP TABLE merged_slice AS SELECT 0::BIGINT AS load, * FROM ({model.FoldOf(within)});
        DELETE FROM store.{model.Name} WHERE {within};
        INSERT INTO store.{model.Name} BY NAME SELECT * FROM merged_slice;
        {(model.Merged is { } merged ? merged + ";" : "")}
        DROP TABLE merged_slice;
        """);
}
