using Frontline.Metrics.Definitions;
using Frontline.Metrics.Questions;
using Frontline.Metrics.Sources;

namespace Frontline.Metrics.Compiling;

/// <summary>The queries that a grid is made of: its players, what they did, and how many there are to each age.</summary>
internal sealed class GridCells(GridQuestion question, CohortFormula formula, GridKind kind, IReadOnlyList<AgeRange> ages)
{
    private const string HourStretch = "86400000000";

    private readonly string keys = string.Concat(question.By.Select(name => SqlText.Name(name) + ", "));
    private readonly string columns = string.Concat(question.By.Select(name => $"c.{SqlText.Name(name)}, "));
    private readonly int first = ages.Min(range => range.First);
    private readonly int last = ages.Max(range => range.Last);

    /// <summary>A query that gives the players of the install days, with their dimensions and, of stretches of 24 hours, the last that is over (<c>last_age</c>).</summary>
    public string Cohort(Days days)
    {
        var players = new Selection(MetricSources.All["installs"], where: null, [], question.By, question.Where);
        var hours = kind == GridKind.AtHours ? $", s.first_seen, (epoch_us((SELECT until FROM reach)) - epoch_us(s.first_seen)) // {HourStretch} - 1 AS last_age" : "";
        return $"SELECT {players.Selected}s.player_key, s.install_day{hours}\n  {players.From([days.Contain("s.install_day")])}";
    }

    /// <summary>A query that gives <c>install_day</c>, the dimensions, <c>age</c>, <c>size</c> and, of brackets, <c>last_age</c>: how many players each install day has at each age that is over, or what was spent on it.</summary>
    public string Sizes(Days days) => kind switch
    {
        GridKind.AtHours =>
            $"SELECT install_day, {keys}age, sum(players)::BIGINT AS size FROM (SELECT install_day, {keys}last_age, count(*) AS players FROM cohort GROUP BY ALL), generate_series({SqlText.Literal(first)}, {SqlText.Literal(last)}) AS ages(age)\n"
            + "  WHERE age <= last_age GROUP BY ALL",
        GridKind.Within => $"SELECT install_day, {keys}size, age, last_age FROM ({DaySizes(days)}), {Brackets("ages")}, reach\n  WHERE install_day + last_age::INTEGER < until_day",
        _ => $"SELECT install_day, {keys}size, age FROM ({DaySizes(days)}), generate_series({SqlText.Literal(first)}, {SqlText.Literal(last)}) AS ages(age), reach\n  WHERE install_day + age::INTEGER < until_day",
    };

    /// <summary>A query that gives <c>install_day</c>, the dimensions, <c>age</c>, <c>amount</c> and, of brackets, <c>last_age</c>. Of a player who counts once, the age decides that is first for "up to" and last for "from on".</summary>
    public string Done()
    {
        if (kind == GridKind.At && formula is { Measure.Kind: MeasureKind.Players, Where: null, Source.Bitmaps: { } bitmaps })
        {
            return ActivityBitmaps.CountByAge(bitmaps, question, new AgeRange(first, last), keys, columns);
        }

        var rows = new Selection(formula.Source, formula.Where, [.. formula.Measure.Value?.Names ?? [], .. kind == GridKind.AtHours ? PartCompiler.NamesOfTimes : []], [], filter: null);
        var age = kind == GridKind.AtHours ? $"(epoch_us(s.time) - epoch_us(c.first_seen)) // {HourStretch}" : $"{rows.Source.Day} - c.install_day";
        string[] reached = kind switch
        {
            GridKind.UpTo => [$"{age} BETWEEN 0 AND {SqlText.Literal(last)}"],
            GridKind.From => [$"{age} >= {SqlText.Literal(first)}"],
            GridKind.Within => [$"{age} BETWEEN b.age AND b.last_age"],
            GridKind.AtHours => ["s.time >= c.first_seen", $"{age} BETWEEN {SqlText.Literal(first)} AND least(c.last_age, {SqlText.Literal(last)})"],
            _ => [$"{age} BETWEEN {SqlText.Literal(first)} AND {SqlText.Literal(last)}"],
        };
        var from = rows.From(reached, Selection.ToCohort + (kind == GridKind.Within ? $"\n  CROSS JOIN {Brackets("b")}" : ""));
        var (selected, names) = kind == GridKind.Within ? ("b.age AS age, b.last_age AS last_age", "age, last_age") : ($"{age} AS age", "age");
        return (formula.Measure.Kind, kind) switch
        {
            (MeasureKind.Money, _) => MoneyQuery.Write("amount", question.Game.Currency, $"install_day, {keys}{names}, ", $"c.install_day, {columns}{selected}, ", rows, from),
            (MeasureKind.Players, GridKind.UpTo or GridKind.From) =>
                $"SELECT install_day, {keys}age, count(*) AS amount FROM (\n    SELECT c.install_day, {columns}c.player_key, {(kind == GridKind.UpTo ? "min" : "max")}({age}) AS age\n    {from}\n    GROUP BY ALL)\n  GROUP BY ALL",
            _ => $"SELECT c.install_day, {columns}{selected}, {rows.Value(formula.Measure)} AS amount\n  {from}\n  GROUP BY ALL",
        };
    }

    // Install days: how many players each has, or what was spent on it.
    private string DaySizes(Days days)
    {
        if (formula.Per != CohortBase.Spend)
        {
            return $"SELECT install_day, {keys}count(*) AS size FROM cohort GROUP BY ALL";
        }

        var spend = new Selection(MetricSources.All["spend"], where: null, [], question.By, question.Where);
        return MoneyQuery.Write("size", question.Game.Currency, $"install_day, {keys}", $"{spend.Source.Day} AS install_day, {spend.Selected}", spend, spend.From([days.Contain(spend.Source.Day)]));
    }

    private string Brackets(string alias) => $"(VALUES {string.Join(", ", ages.Distinct().Select(range => $"({SqlText.Literal(range.First)}, {SqlText.Literal(range.Last)})"))}) AS {alias}(age, last_age)";
}
