using System.Globalization;
using Frontline.Metrics.Catalogue;
using Frontline.Metrics.Definitions;
using Frontline.Metrics.Questions;

namespace Frontline.Metrics.Compiling;

/// <summary>Writes the statement: the days asked for, one query for each part, all parts side by side, and the arithmetic.</summary>
/// <param name="question">What is asked.</param>
/// <param name="parts">The numbers the metric is made of.</param>
/// <param name="horizon">Which days a value looks at.</param>
internal sealed class Statement(MetricQuestion question, IReadOnlyCollection<Part> parts, Horizon horizon)
{
    private readonly string aliases = string.Concat(question.By.Select(name => SqlText.Name(name) + ", "));
    private readonly string keys = string.Concat(question.By.Select(SqlText.Name).Concat(question.WithInterval ? ["player_key"] : []).Select(alias => alias + ", "));
    private readonly bool isMoney = parts.Any(part => part.IsMoney);

    /// <param name="computed">The periods for which parts are computed.</param>
    /// <param name="days">The periods asked for.</param>
    /// <param name="value">The arithmetic.</param>
    /// <param name="shared">Whether the value is shared out over a period's days.</param>
    public string Write(Days computed, Days days, Quotient value, bool shared) =>
        $"""
        WITH reach AS ({ReachQuery.Write(question.Reach)}),
        days AS (
          SELECT day::DATE AS day, {days.PeriodOf("day::DATE")} AS period
          FROM generate_series({SqlText.Literal(days.From)}, {SqlText.Literal(days.To)}, INTERVAL 1 DAY) AS asked(day), reach WHERE day <= until_day),
        periods AS (SELECT period, min(day) AS begins, max(day) AS ends, count(*) AS day_count FROM days GROUP BY period),
        {string.Concat(parts.Select(part => $"{part.Name} AS (\n  {part.Query}),\n"))}parts AS (
          SELECT period, {keys}{string.Concat(parts.Select(part => $"{Summed(part)} AS {part.Name}, "))}coalesce(max(event_count), 0) AS event_count{(isMoney ? ", max(unconverted) AS unconverted" : "")}
          FROM ({string.Join(" UNION ALL BY NAME ", parts.Select(part => $"SELECT *{(part.IsMoney ? $", '{part.Name}' AS part" : "")} FROM {part.Name}").Concat(Spine(days, computed == days)))})
          GROUP BY ALL)
        {(question.WithInterval ? WithInterval(value) : days.IsRunning ? Running(value) : computed == days ? Result(value, shared) : MeanOfDays(value))}
        ORDER BY ALL
        """.ReplaceLineEndings("\n");

    private string Result(Quotient value, bool shared) =>
        $"""
        SELECT period, {aliases}{(shared ? $"{value.Text} / day_count" : value.Text)} AS value, {(value.Denominator is null ? "" : $"{value.Numerator} AS numerator, {value.Denominator} AS denominator, ")}event_count,
          {Finished()} AS finished{(isMoney ? ", unconverted" : "")}
        FROM parts JOIN periods USING (period), reach
        """;

    private string Running(Quotient value) =>
        $"""
        SELECT period, {aliases}sum(added) OVER ({(question.By.Count == 0 ? "" : $"PARTITION BY {Names} ")}ORDER BY period) AS value, event_count, finished{(isMoney ? ", unconverted" : "")}
        FROM (SELECT *, {value.Text} AS added, {Finished()} AS finished FROM parts JOIN periods USING (period), reach)
        """;

    // Players are the clusters; a period's own row, which has none, adds nothing.
    private string WithInterval(Quotient value) =>
        $"""
        SELECT period, {aliases}sum(x) / nullif(sum(n), 0) AS value, sum(x) AS numerator, sum(n) AS denominator, sum(event_count)::BIGINT AS event_count, {Finished()} AS finished,{(isMoney ? " max(unconverted) AS unconverted," : "")}
          count(player_key) AS clusters, sum(x::DOUBLE * x::DOUBLE) AS sum_xx, sum(x::DOUBLE * n::DOUBLE) AS sum_xn, sum(n::DOUBLE * n::DOUBLE) AS sum_nn
        FROM (SELECT *, {value.Numerator} AS x, {value.Denominator} AS n FROM parts) JOIN periods USING (period), reach
        GROUP BY ALL
        """;

    // Days on which a dimension's value was not seen count 0 where something is counted; a ratio has no value on them.
    private string MeanOfDays(Quotient value) =>
        $"""
        SELECT period, {aliases}{(Counts(value) ? "total / day_count" : "mean")} AS value, event_count, {Finished()} AS finished{(isMoney ? ", unconverted" : "")}
        FROM (
          SELECT days.period AS period, {aliases}{(Counts(value) ? $"sum({value.Text}) AS total" : $"avg({value.Text}) AS mean")}, sum(event_count)::BIGINT AS event_count{(isMoney ? ", max(unconverted) AS unconverted" : "")}
          FROM parts JOIN days ON days.day = parts.period GROUP BY ALL) JOIN periods USING (period), reach
        """;

    private bool Counts(Quotient value) => value.Denominator is null && parts.All(part => part.WhenAbsent != "NULL");

    // Money of which nothing could be converted is no 0.
    private static string Summed(Part part) => part.WhenAbsent == "NULL" ? $"max({part.Name})"
        : part.IsMoney ? $"CASE WHEN bool_or(part = '{part.Name}') THEN sum({part.Name}) ELSE {part.WhenAbsent} END"
        : $"coalesce(sum({part.Name}), {part.WhenAbsent})";

    // Without dimensions, a period in which nothing was has a row that says so; what runs on has one for every value that was ever seen.
    private IEnumerable<string> Spine(Days days, bool byPeriod) =>
        days.IsRunning && question.By.Count > 0 ? [$"SELECT period, {Names} FROM periods, ({string.Join(" UNION ", parts.Select(part => $"SELECT {Names} FROM {part.Name}"))})"]
        : question.By.Count > 0 || horizon.IsOfCohorts ? []
        : [byPeriod ? "SELECT period FROM periods" : "SELECT day AS period FROM days"];

    private string Names => string.Join(", ", question.By.Select(SqlText.Name));

    private string Finished() => horizon.IsOpen ? "false" : string.Create(
        CultureInfo.InvariantCulture, $"ends{(horizon.After > 0 ? $" + {horizon.After}" : "")} < until_day{(horizon.Before > 0 ? $" AND begins - {horizon.Before} >= first_day" : "")}");
}
