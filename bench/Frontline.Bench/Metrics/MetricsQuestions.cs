using System.Globalization;
using System.Text.Json;

namespace Frontline.Bench.Metrics;

/// <summary>The questions, about the days up to the last one that is over.</summary>
/// <param name="game">Which game.</param>
/// <param name="last">The last day that is over.</param>
internal sealed class MetricsQuestions(string game, DateOnly last)
{
    private static readonly string[] Steps = ["session_start", "level_start", "level_complete", "purchase"];

    /// <summary>All of them, in the order in which they are asked.</summary>
    public IReadOnlyList<MetricsQuestion> All => [Dau(), Grid(), Funnel()];

    private static double Number(JsonElement value) => value.ValueKind == JsonValueKind.String ? double.Parse(value.GetString()!, CultureInfo.InvariantCulture) : value.GetDouble();

    private MetricsQuestion Dau()
    {
        var days = Days(30);
        return new MetricsQuestion(
            "DAU and ARPDAU, 30 days",
            [.. new[] { "dau", "arpdau" }.Select(metric => $"api/metrics/{metric}/values?game={game}&{Range(30)}&period=day")],
            answers => answers.SelectMany(answer => answer.GetProperty("rows").EnumerateArray().Select(row => (Key: $"{answer.GetProperty("metric").GetString()} {row.GetProperty("period").GetString()}", Value: Number(row.GetProperty("value")))))
                .ToDictionary(row => row.Key, row => row.Value),
            $"""
            WITH days AS (SELECT day, count(DISTINCT player_key) FILTER (player_made) AS dau, sum(revenue) AS revenue FROM {"{events}"} WHERE {days} GROUP BY day)
            SELECT 'dau ' || day, dau::DOUBLE FROM days UNION ALL SELECT 'arpdau ' || day, revenue / dau FROM days
            """,
            $"""
            WITH days AS (SELECT day, uniqExactIf(player_key, player_made) AS dau, sum(revenue) AS revenue FROM {"{events}"} WHERE {ClickHouseDays(30)} GROUP BY day)
            SELECT concat('dau ', toString(day)), toFloat64(dau) FROM days UNION ALL SELECT concat('arpdau ', toString(day)), toFloat64(revenue) / dau FROM days
            """,
            AskedSeconds: 0.15);
    }

    private MetricsQuestion Grid() => new(
        "retention grid, 90 days",
        [$"api/metrics/retention/grid?game={game}&{Range(90)}&period=day&ages=0..89"],
        answers => answers[0].GetProperty("cells").EnumerateArray().ToDictionary(cell => $"{cell.GetProperty("period").GetString()} {cell.GetProperty("age").GetInt32()}", cell => Number(cell.GetProperty("numerator"))),
        $"""
        SELECT install_day || ' ' || (day - install_day), count(DISTINCT player_key) FROM {"{events}"}
        WHERE player_made AND {Days(90)} AND {Days(90).Replace("day", "install_day", StringComparison.Ordinal)} AND day >= install_day GROUP BY install_day, day
        """,
        $"""
        SELECT concat(toString(install_day), ' ', toString(dateDiff('day', install_day, day))), uniqExact(player_key) FROM {"{events}"}
        WHERE player_made AND {ClickHouseDays(90)} AND {ClickHouseDays(90).Replace("day", "install_day", StringComparison.Ordinal)} AND day >= install_day GROUP BY install_day, day
        """,
        AskedSeconds: 0.3);

    private MetricsQuestion Funnel() => new(
        "funnel of 4 steps, 30 days",
        [$"api/funnel?game={game}&{Range(30)}&{string.Join('&', Steps.Select(step => "step=" + step))}&within=7d&start=any"],
        answers => answers[0].GetProperty("rows").EnumerateArray().ToDictionary(row => row.GetProperty("step").GetInt32().ToString(CultureInfo.InvariantCulture), row => row.GetProperty("players").GetDouble()),
        $"""
        WITH later AS (SELECT player_key, name, time FROM {"{events}"} WHERE day >= DATE '{First(30)}' AND name IN ('level_start', 'level_complete', 'purchase')),
        one AS (SELECT player_key, time AS t1 FROM {"{events}"} WHERE {Days(30)} AND name = 'session_start'),
        two AS (SELECT one.*, e.time AS t2 FROM one ASOF LEFT JOIN (FROM later WHERE name = 'level_start') AS e ON e.player_key = one.player_key AND e.time >= t1),
        three AS (SELECT two.*, e.time AS t3 FROM two ASOF LEFT JOIN (FROM later WHERE name = 'level_complete') AS e ON e.player_key = two.player_key AND e.time >= t2),
        four AS (SELECT three.*, e.time AS t4 FROM three ASOF LEFT JOIN (FROM later WHERE name = 'purchase') AS e ON e.player_key = three.player_key AND e.time >= t3),
        players AS (SELECT player_key, max(CASE WHEN t2 IS NULL OR t2 > t1 + INTERVAL 7 DAY THEN 1 WHEN t3 IS NULL OR t3 > t1 + INTERVAL 7 DAY THEN 2 WHEN t4 IS NULL OR t4 > t1 + INTERVAL 7 DAY THEN 3 ELSE 4 END) AS steps
          FROM four GROUP BY player_key)
        SELECT step::VARCHAR, count(*) FROM players, generate_series(1, 4) AS asked(step) WHERE steps >= step GROUP BY step
        """,
        $"""
        SELECT toString(step), count() FROM (
          SELECT player_key, windowFunnel(604800000000)(toUInt64(toUnixTimestamp64Micro(time)), name = 'session_start' AND {ClickHouseDays(30)}, name = 'level_start', name = 'level_complete', name = 'purchase') AS steps
          FROM {"{events}"} WHERE day >= toDate32('{First(30)}') AND name IN ('{string.Join("', '", Steps)}') GROUP BY player_key)
        ARRAY JOIN range(1, toUInt64(steps) + 1) AS step GROUP BY step
        """,
        AskedSeconds: null);

    private string First(int days) => last.AddDays(1 - days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string Range(int days) => $"from={First(days)}&to={First(1)}";

    private string Days(int days) => $"day BETWEEN DATE '{First(days)}' AND DATE '{First(1)}'";

    private string ClickHouseDays(int days) => $"day BETWEEN toDate32('{First(days)}') AND toDate32('{First(1)}')";
}
