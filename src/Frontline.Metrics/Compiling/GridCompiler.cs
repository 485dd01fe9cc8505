using Frontline.Metrics.Catalogue;
using Frontline.Metrics.Definitions;
using Frontline.Metrics.Questions;
using Frontline.Metrics.Sources;

namespace Frontline.Metrics.Compiling;

/// <summary>
/// Grids as SQL: what players did is counted once by install day and age, and each cell takes of it what its metric means (the age alone, up to it, from it on). Only install days whose age is over are in
/// a cell, so cells that are not finished are absent, and a longer period's mean is over those that are.
/// </summary>
public sealed class GridCompiler(MetricCatalogue catalogue)
{
    /// <summary>
    /// A statement that gives <c>period</c>, the dimensions, <c>age</c>, <c>value</c>, <c>numerator</c>, <c>denominator</c> (players, or what was spent to win them) and, of money, <c>unconverted</c>; in this order.
    /// </summary>
    /// <exception cref="MetricException">The metric is no family of cohorts, or days, ages, dimensions or filter do not fit.</exception>
    public (MetricDefinition Definition, string Sql) Compile(GridQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        MetricCompiler.CheckDays(question.From, question.To);
        MetricCompiler.CheckDimensions(question.By);
        if (question.FirstAge < 0 || question.LastAge < question.FirstAge || question.LastAge > GridQuestion.AgeMax)
        {
            throw new MetricException("bad_period", $"Ages go from 0 to {GridQuestion.AgeMax}, the first not behind the last.");
        }

        var definition = Find(question.Metric);
        return (definition, Write(question, (CohortFormula)definition.Formula));
    }

    private MetricDefinition Find(string name) =>
        catalogue.Definitions.FirstOrDefault(definition => (definition.Name == name || definition.Name == name + "_d{n}") && Reach(definition.Formula) is not null)
        ?? throw new MetricException("unknown_metric", $"There is no grid of '{name}'. There are grids of {string.Join(", ", catalogue.Definitions.Where(definition => Reach(definition.Formula) is not null).Select(definition => definition.Name.Replace("_d{n}", "", StringComparison.Ordinal)))}.");

    /// <summary>Which ages of what was done belong to a cell; null for metrics that have no grid.</summary>
    private static string? Reach(MetricFormula formula) => formula is not CohortFormula { Unit: CohortUnit.Days, LessSpend: false } cohort ? null : (cohort.From, cohort.To) switch
    {
        ({ Parameter: { } from }, { Parameter: { } to }) when from == to => "=",
        ({ Parameter: null, Fixed: 0 }, { Parameter: not null }) => "<=",
        ({ Parameter: not null }, null) => ">=",
        _ => null,
    };

    private static string Write(GridQuestion question, CohortFormula formula)
    {
        var players = new Selection(MetricSources.All["installs"], where: null, [], question.By, question.Where);
        var rows = new Selection(formula.Source, formula.Where, formula.Measure.Value?.Names ?? [], [], filter: null);
        var days = new Days(question.From, question.To, question.Period);
        var keys = string.Concat(question.By.Select(name => SqlText.Name(name) + ", "));
        var isMoney = formula.Measure.Kind == MeasureKind.Money;
        var same = string.Concat(question.By.Select(SqlText.Name).Select(alias => $" AND cells.{alias} IS NOT DISTINCT FROM grid.{alias}"));
        return
            $"""
            WITH reach AS (SELECT max(until_day) AS until_day FROM main.coverage),
            cohort AS (
              SELECT {players.Selected}s.game, s.player_key, s.install_day
              {players.From([days.Contain("s.install_day")])}),
            cells AS (
              {Cells(question, formula, rows, keys)}),
            grid AS (
              SELECT install_day, {keys}size, age FROM ({Sizes(question, formula, days, keys)}), generate_series({SqlText.Literal(question.FirstAge)}, {SqlText.Literal(question.LastAge)}) AS ages(age), reach
              WHERE install_day + age::INTEGER < until_day),
            filled AS (
              SELECT grid.install_day, {string.Concat(question.By.Select(name => $"grid.{SqlText.Name(name)}, "))}grid.age, any_value(grid.size) AS size, coalesce(sum(cells.amount), 0) AS amount{(isMoney ? ", max(cells.unconverted) AS unconverted" : "")}
              FROM grid LEFT JOIN cells ON cells.install_day = grid.install_day AND cells.age {Reach(formula)} grid.age{same}
              GROUP BY ALL)
            SELECT {days.PeriodOf("install_day")} AS period, {keys}age::INTEGER AS age, {(formula.Per == CohortBase.Nothing ? "sum(amount)" : "sum(amount) / nullif(sum(size), 0)")} AS value, sum(amount) AS numerator, sum(size) AS denominator{(isMoney ? ", max(unconverted) AS unconverted" : "")}
            FROM filled GROUP BY ALL ORDER BY ALL
            """.ReplaceLineEndings("\n");
    }

    // Install days: how many players each has, or what was spent on it.
    private static string Sizes(GridQuestion question, CohortFormula formula, Days days, string keys)
    {
        if (formula.Per != CohortBase.Spend)
        {
            return $"SELECT install_day, {keys}count(*) AS size FROM cohort GROUP BY ALL";
        }

        var spend = new Selection(MetricSources.All["spend"], where: null, [], question.By, question.Where);
        return MoneyQuery.Write("size", question.Game.Currency, $"install_day, {keys}", $"{spend.Source.Day} AS install_day, {spend.Selected}", spend, spend.From([days.Contain(spend.Source.Day)]));
    }

    // Of a player who counts once, the age that decides: the first for "up to", the last for "from on".
    private static string Cells(GridQuestion question, CohortFormula formula, Selection rows, string keys)
    {
        var columns = string.Concat(question.By.Select(name => $"c.{SqlText.Name(name)}, "));
        if (Reach(formula) == "=" && formula is { Measure.Kind: MeasureKind.Players, Where: null, Source.Bitmaps: { } bitmaps })
        {
            return ActivityBitmaps.CountByAge(bitmaps, question, keys, columns);
        }

        var age = $"{rows.Source.Day} - c.install_day";
        var from = Reach(formula) == "<="
            ? rows.From([$"{age} BETWEEN 0 AND {SqlText.Literal(question.LastAge)}"], Selection.ToCohort)
            : rows.From([Reach(formula) == "=" ? $"{age} BETWEEN {SqlText.Literal(question.FirstAge)} AND {SqlText.Literal(question.LastAge)}" : $"{age} >= {SqlText.Literal(question.FirstAge)}"], Selection.ToCohort);
        return (formula.Measure.Kind, Reach(formula)) switch
        {
            (MeasureKind.Money, _) => MoneyQuery.Write("amount", question.Game.Currency, $"install_day, {keys}age, ", $"c.install_day, {columns}{age} AS age, ", rows, from),
            (MeasureKind.Players, not "=" and var reach) =>
                $"SELECT install_day, {keys}age, count(*) AS amount FROM (\n    SELECT c.install_day, {columns}c.player_key, {(reach == "<=" ? "min" : "max")}({age}) AS age\n    {from}\n    GROUP BY ALL)\n  GROUP BY ALL",
            _ => $"SELECT c.install_day, {columns}{age} AS age, {rows.Value(formula.Measure)} AS amount\n  {from}\n  GROUP BY ALL",
        };
    }
}
