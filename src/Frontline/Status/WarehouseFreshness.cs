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

    /// <summary>Tables that every load brings up to date.</summary>
    private static readonly string[] Tables = ["events", "players", "player_days", "purchases", "level_attempts", "experiment_exposures", "rejects", "ledger"];

    private const int LedgerHours = 6;
    private readonly SemaphoreSlim turn = new(1, 1);
    private WarehouseReading? kept;
    private long askedAt;

    public async Task<WarehouseReading> ReadAsync(CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (kept is not { } reading || time.GetElapsedTime(askedAt) >= KeptFor)
            {
                kept = reading = await AskAsync(cancellation).ConfigureAwait(false);
                askedAt = time.GetTimestamp();
            }

            return reading;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task<WarehouseReading> AskAsync(CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        try
        {
            var now = Timestamp.Now(time);
            var from = new Timestamp(((now.UnixHour - LedgerHours + 1) * 60) * Timestamp.MicrosPerMinute);
            var newest = (await QueryAsync(
                "SELECT epoch_us(max(recorded_at)) AS recorded, epoch_us(max(recorded_at) FILTER (in_sessions)) AS sessions FROM loads", cancellation).ConfigureAwait(false))[0];
            var ledger = await QueryAsync(
                $"""
                SELECT game, epoch_us(date_trunc('hour', minute)) AS hour, sum(received)::BIGINT AS received, sum(recorded)::BIGINT AS recorded, sum(rejected)::BIGINT AS rejected,
                  sum(duplicate)::BIGINT AS duplicate, sum(erased)::BIGINT AS erased
                FROM ledger WHERE minute >= make_timestamptz({from.UnixMicros.ToString(CultureInfo.InvariantCulture)}) GROUP BY game, hour ORDER BY game, hour DESC
                """,
                cancellation).ConfigureAwait(false);
            var books = await QueryAsync("SELECT book, epoch_us(max(recorded_at)) AS recorded FROM books GROUP BY book ORDER BY book DESC", cancellation).ConfigureAwait(false);
            var fixing = (await QueryAsync("SELECT max(fixing)::VARCHAR AS date FROM rate_days", cancellation).ConfigureAwait(false))[0].GetProperty("date").GetString();
            return new WarehouseReading(
                new DependencyStatus("warehouse", "DuckDB", DependencyStatus.Ok, time.GetElapsedTime(began).TotalMilliseconds, LastError: null),
                [
                    .. Tables.Select(name => Table(name, newest.GetProperty("recorded"), now)),
                    Table("sessions", newest.GetProperty("sessions"), now),
                    .. books.Select(book => Table(book.GetProperty("book").GetString()!, book.GetProperty("recorded"), now)),
                ],
                [.. ledger.Select(Hour)],
                fixing is null ? null : DateOnly.ParseExact(fixing, "yyyy-MM-dd", CultureInfo.InvariantCulture));
        }
        catch (QueryException exception)
        {
            return new WarehouseReading(new DependencyStatus("warehouse", "DuckDB", exception.Failure is QueryFailure.Rebuilding ? DependencyStatus.Rebuilding : DependencyStatus.Failing, time.GetElapsedTime(began).TotalMilliseconds, exception.Message), [], [], RatesUntil: null);
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

    private static TableStatus Table(string name, JsonElement recorded, Timestamp now) => recorded.ValueKind == JsonValueKind.Number
        ? new TableStatus(name, new Timestamp(recorded.GetInt64()).ToString(), Math.Max(0, (now - new Timestamp(recorded.GetInt64())).TotalSeconds))
        : new TableStatus(name, RecordedUntil: null, AgeSeconds: null);

    private static LedgerHour Hour(JsonElement row) => new(
        row.GetProperty("game").GetString()!, new Timestamp(row.GetProperty("hour").GetInt64()).ToString(), Number(row, "received"), Number(row, "recorded"), Number(row, "rejected"), Number(row, "duplicate"), Number(row, "erased"));

    private static long Number(JsonElement row, string name) => row.GetProperty(name).GetInt64();
}
