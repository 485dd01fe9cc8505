using System.Globalization;
using Frontline.Metrics.Questions;
using Frontline.Tests.Warehouse.Support;

namespace Frontline.Properties.Metrics;

/// <summary>
/// The metrics a third time, as ClickHouse SQL over one table of events, written from DESIGN's table of definitions. It shares neither SQL nor engine nor time zones with the compiler.
/// A statement gives rows of period, dimension and value.
/// </summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Period">How days are put together.</param>
/// <param name="By">A column; null for none.</param>
/// <param name="Where">A condition; null for none.</param>
internal sealed record ClickHouseQuestion(DateOnly From, DateOnly To, Granularity Period, string? By, string? Where)
{
    private const string Payment = "name IN ('purchase', 'ad_impression') AND amount IS NOT NULL AND repeated = 0";
    private const string Purchase = "name = 'purchase' AND repeated = 0";
    private const string Level = "level IS NOT NULL AND name IN ('level_start', 'level_complete', 'level_fail')";
    private const string Today = "(SELECT max(day) FROM e)";

    private string Dimension => By ?? "CAST(NULL AS Nullable(String))";

    private string Condition => Where is null ? "1" : $"({Where})";

    private string Days => $"day BETWEEN {Date(From)} AND {Date(To)} AND {Condition}";

    /// <summary>The days asked for that data has come to.</summary>
    private string Calendar => string.Create(CultureInfo.InvariantCulture, $"(SELECT {Date(From)} + number AS d FROM numbers({To.DayNumber - From.DayNumber + 1}) WHERE d <= {Today})");

    /// <summary>Creates table <c>e</c> of a world's events, and fills it.</summary>
    public static IEnumerable<string> Load(IReadOnlyList<TestRow> rows, string zone)
    {
        yield return "DROP TABLE IF EXISTS e";
        yield return $"""
            CREATE TABLE e (player Int64, time DateTime64(6, 'UTC'), day Date MATERIALIZED toDate(time, '{zone}'), name String, made UInt8, country Nullable(String), platform Nullable(String),
              app_version Nullable(String), amount Nullable(Decimal(18, 8)), repeated UInt8, level Nullable(Int32)) ENGINE = Memory
            """.ReplaceLineEndings(" ");
        foreach (var block in rows.Chunk(500))
        {
            // A statement's own VALUES would have the engine read its standard input too.
            yield return "INSERT INTO e (player, time, name, made, country, platform, app_version, amount, repeated, level) SELECT player, fromUnixTimestamp64Micro(us, 'UTC'), name, made, country, platform, app_version, amount, repeated, level"
                + " FROM VALUES('player Int64, us Int64, name String, made UInt8, country Nullable(String), platform Nullable(String), app_version Nullable(String), amount Nullable(Decimal(18, 8)), repeated UInt8, level Nullable(Int32)', "
                + string.Join(", ", block.Select(Row)) + ")";
        }
    }

    public string Sql(string metric) => metric switch
    {
        "events" => Grouped("count()", "1"),
        "active_players" => Grouped("uniqExact(player)", "made"),
        "purchases" => Grouped("count()", Purchase),
        "payers" => Grouped("uniqExact(player)", Purchase),
        "revenue" => Grouped("sum(amount)", Payment),
        "arpdau" => Grouped($"coalesce(toFloat64(sumIf(amount, {Payment})), 0) / nullIf(uniqExactIf((player, day), made), 0)", $"made OR ({Payment})"),
        "conversion" => Grouped($"uniqExactIf(player, {Purchase}) / nullIf(uniqExactIf(player, made), 0)", $"made OR ({Purchase})"),
        "completion_rate" => Grouped("countIf(name = 'level_complete') / nullIf(countIf(name IN ('level_complete', 'level_fail')), 0)", Level),
        "dau" => MeanOfDays(Trailing(1)),
        "wau" => MeanOfDays(Trailing(7)),
        "mau" => MeanOfDays(Trailing(30)),
        "stickiness" =>
            $"SELECT toString({PeriodOf("d")}) AS p, dim, avg(share) FROM (SELECT m.d AS d, m.dim AS dim, coalesce(a.players, 0) / m.players AS share FROM {Trailing(30)} AS m"
            + $" LEFT JOIN {Trailing(1)} AS a ON a.d = m.d AND isNotDistinctFrom(a.dim, m.dim)) GROUP BY p, dim",
        "new_players" => FirstOnes("made"),
        "first_time_payers" => FirstOnes(Purchase),
        "retention_d2" => Cohort(2, "arrayExists(x -> x.1 - f.day = 2, o.active)"),
        "rolling_retention_d3" => Cohort(3, "arrayExists(x -> x.1 - f.day >= 3, o.active)"),
        "bracket_retention_d1_d5" => Cohort(5, "arrayExists(x -> x.1 - f.day BETWEEN 1 AND 5, o.active)"),
        "retention_24h_d1" => Cohort(null, "arrayExists(x -> x.2 >= f.time + INTERVAL 24 HOUR AND x.2 < f.time + INTERVAL 48 HOUR, o.active)"),
        "ltv_d4" => Cohort(4, "arraySum(x -> x.2, arrayFilter(x -> x.1 - f.day BETWEEN 0 AND 4, o.paid))"),
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "It is not written for ClickHouse."),
    };

    private string Grouped(string value, string rows) => $"SELECT toString({PeriodOf("day")}) AS p, {Dimension} AS dim, toFloat64({value}) FROM e WHERE {Days} AND ({rows}) GROUP BY p, dim";

    /// <summary>Distinct active players of each day and those before it.</summary>
    private string Trailing(int length) => string.Create(
        CultureInfo.InvariantCulture,
        $"(SELECT d, {Dimension} AS dim, uniqExact(player) AS players FROM {Calendar} AS c CROSS JOIN e WHERE made AND e.day BETWEEN d - {length - 1} AND d AND {Condition} GROUP BY d, dim)");

    private string MeanOfDays(string ofDays) =>
        $"SELECT toString(p), dim, sum(players) / any(n) FROM (SELECT {PeriodOf("d")} AS p, dim, players FROM {ofDays}) AS v JOIN (SELECT {PeriodOf("d")} AS q, count() AS n FROM {Calendar} GROUP BY q) AS l ON l.q = v.p GROUP BY p, dim";

    /// <summary>Each player's first event of a kind, with what it says.</summary>
    private static string Firsts(string rows) =>
        $"(SELECT player, x.1 AS day, x.2 AS country, x.3 AS platform, x.4 AS app_version, t AS time FROM (SELECT player, argMin(tuple(day, country, platform, app_version), time) AS x, min(time) AS t FROM e WHERE {rows} GROUP BY player))";

    private string FirstOnes(string rows) => $"SELECT toString({PeriodOf("day")}) AS p, {Dimension} AS dim, count() FROM {Firsts(rows)} WHERE {Days} GROUP BY p, dim";

    /// <summary>The mean over the players of install days that are old enough.</summary>
    private string Cohort(int? lastDay, string value)
    {
        var old = lastDay is { } last ? string.Create(CultureInfo.InvariantCulture, $"f.day + {last} < {Today}") : "f.time + INTERVAL 48 HOUR <= (SELECT max(time) FROM e)";
        return
            $"SELECT toString({PeriodOf("f.day")}) AS p, {Dimension} AS dim, sum(toFloat64({value})) / count() FROM {Firsts("made")} AS f"
            + $" JOIN (SELECT player, groupArrayIf((day, time), made) AS active, groupArrayIf((day, coalesce(toFloat64(amount), 0)), {Payment}) AS paid FROM e GROUP BY player) AS o ON o.player = f.player"
            + $" WHERE f.day BETWEEN {Date(From)} AND {Date(To)} AND {Condition} AND {old} GROUP BY p, dim";
    }

    private string PeriodOf(string day) => Period switch
    {
        Granularity.Day => $"toDate({day})",
        Granularity.Week => $"toMonday({day})",
        Granularity.Month => $"toStartOfMonth({day})",
        _ => Date(From),
    };

    private static string Date(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"toDate('{day:yyyy-MM-dd}')");

    private static string Row(TestRow row) => string.Create(
        CultureInfo.InvariantCulture,
        $"({row.PlayerKey}, {row.Time.UnixMicros}, '{row.Name}', {(row.PlayerMade ? 1 : 0)}, {Text(row.Country)}, {Text(row.Platform)}, {Text(row.AppVersion)}, {Text(row.Amount?.ToString(CultureInfo.InvariantCulture))}, {(row.RepeatTransaction ? 1 : 0)}, {row.Level?.ToString(CultureInfo.InvariantCulture) ?? "NULL"})");

    private static string Text(string? value) => value is null ? "NULL" : $"'{value}'";
}
