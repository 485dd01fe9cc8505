using System.Globalization;
using System.Text.Json;
using Frontline.Core;
using Frontline.Warehouse;
using Frontline.Warehouse.Output;
using Frontline.Warehouse.Queries;

namespace Frontline.Status;

/// <summary>Asks the warehouse how far it is and what became of the events of the last hours; an answer is kept for a moment, so that a page that is reloaded costs no queries.</summary>
internal sealed class WarehouseFreshness(IWarehouse warehouse, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(2);
    private static readonly QueryOptions Limits = new() { TimeLimit = TimeSpan.FromSeconds(3), RowsMax = 10_000 };

    /// <summary>Tables that every load brings up to date. Sessions follow once a minute.</summary>
    private static readonly string[] Tables = ["events", "players", "player_days", "purchases", "level_attempts", "experiment_exposures", "rejects", "ledger"];

    private const int LedgerHours = 6;
    private readonly SemaphoreSlim turn = new(1, 1);
    private (DependencyStatus Warehouse, IReadOnlyList<TableStatus> Tables, IReadOnlyList<LedgerHour> Ledger)? kept;
    private long askedAt;

    public async Task<(DependencyStatus Warehouse, IReadOnlyList<TableStatus> Tables, IReadOnlyList<LedgerHour> Ledger)> ReadAsync(CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (kept is not { } answer || time.GetElapsedTime(askedAt) >= KeptFor)
            {
                kept = answer = await AskAsync(cancellation).ConfigureAwait(false);
                askedAt = time.GetTimestamp();
            }

            return answer;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task<(DependencyStatus, IReadOnlyList<TableStatus>, IReadOnlyList<LedgerHour>)> AskAsync(CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        try
        {
            var now = Timestamp.Now(time);
            var from = new Timestamp(((now.UnixHour - LedgerHours + 1) * 60) * Timestamp.MicrosPerMinute);
            var newest = (await QueryAsync("SELECT epoch_us(max(recorded_at)) AS recorded FROM loads", cancellation).ConfigureAwait(false))[0].GetProperty("recorded");
            var ledger = await QueryAsync(
                $"""
                SELECT game, epoch_us(date_trunc('hour', minute)) AS hour, sum(received)::BIGINT AS received, sum(recorded)::BIGINT AS recorded, sum(rejected)::BIGINT AS rejected,
                  sum(duplicate)::BIGINT AS duplicate, sum(erased)::BIGINT AS erased
                FROM ledger WHERE minute >= make_timestamptz({from.UnixMicros.ToString(CultureInfo.InvariantCulture)}) GROUP BY game, hour ORDER BY game, hour DESC
                """,
                cancellation).ConfigureAwait(false);
            Timestamp? recorded = newest.ValueKind == JsonValueKind.Number ? new Timestamp(newest.GetInt64()) : null;
            var tables = Tables.Select(name => new TableStatus(name, recorded?.ToString(), recorded is { } at ? Math.Max(0, (now - at).TotalSeconds) : null)).ToList();
            return (new DependencyStatus("warehouse", "DuckDB", DependencyStatus.Ok, time.GetElapsedTime(began).TotalMilliseconds, LastError: null), tables, [.. ledger.Select(Hour)]);
        }
        catch (QueryException exception)
        {
            return (new DependencyStatus("warehouse", "DuckDB", DependencyStatus.Failing, time.GetElapsedTime(began).TotalMilliseconds, exception.Message), [], []);
        }
    }

    private async Task<IReadOnlyList<JsonElement>> QueryAsync(string sql, CancellationToken cancellation)
    {
        var result = await warehouse.QueryAsync(sql, Limits, cancellation).ConfigureAwait(false);
        await using (result.ConfigureAwait(false))
        {
            using var output = new MemoryStream();
            await ResultWriters.Find("json")!.WriteAsync(result, output, cancellation).ConfigureAwait(false);
            using var json = JsonDocument.Parse(output.ToArray());
            return [.. json.RootElement.Clone().EnumerateArray()];
        }
    }

    private static LedgerHour Hour(JsonElement row) => new(
        row.GetProperty("game").GetString()!, new Timestamp(row.GetProperty("hour").GetInt64()).ToString(), Number(row, "received"), Number(row, "recorded"), Number(row, "rejected"), Number(row, "duplicate"), Number(row, "erased"));

    private static long Number(JsonElement row, string name) => row.GetProperty(name).GetInt64();
}
