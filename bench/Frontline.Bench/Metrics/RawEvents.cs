using System.Globalization;
using System.Net.Http.Json;
using Frontline.Bench.Servers;

namespace Frontline.Bench.Metrics;

/// <summary>
/// A game's events as flat Parquet files, a day each, with what the three questions need: the rows that the other engines are asked. Money is converted and the install
/// day known already, which is in their favour. A player's events of one moment, which are in the order of their arrival, follow each other by a microsecond, as the other engines know no other order.
/// </summary>
internal static class RawEvents
{
    /// <summary>Writes the days that are not there yet, and the last one, which is not over, anew.</summary>
    /// <returns>The directory.</returns>
    public static async Task<string> ExportAsync(BenchServer server, string game, string currency, IReadOnlyList<DateOnly> days)
    {
        var directory = Directory.CreateDirectory(Path.Combine(server.DataDirectory, "bench-parquet")).FullName;
        foreach (var (index, day) in days.Index())
        {
            var path = Path.Combine(directory, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + ".parquet");
            if (File.Exists(path) && index < days.Count - 1)
            {
                continue;
            }

            var sql = $"""
                SELECT e.player_key, e.name, e.time + to_microseconds(row_number() OVER (PARTITION BY e.player_key, e.time ORDER BY e.receipt, e.receipt_index) - 1) AS time, e.day, e.player_made, p.install_day, {Revenue(currency)} AS revenue
                FROM events AS e JOIN players AS p USING (game, player_key) WHERE e.game = '{game}' AND e.day = DATE '{day:yyyy-MM-dd}'
                """;
            using var answer = await server.Client.PostAsJsonAsync("api/sql", new { sql, format = "parquet" });
            answer.EnsureSuccessStatusCode();
            await using (var file = File.Create(path + ".new"))
            {
                await answer.Content.CopyToAsync(file);
            }

            File.Move(path + ".new", path, overwrite: true);
            await Console.Error.WriteLineAsync($"Parquet: {index + 1} of {days.Count} days");
        }

        return directory;
    }

    private static string Revenue(string currency) => $"CASE WHEN name IN ('purchase', 'ad_impression') AND NOT repeat_transaction THEN convert_money(amount, currency, '{currency}', DATE '1970-01-01' + (epoch_us(time) // 86400000000)::INTEGER)::DOUBLE END";
}
