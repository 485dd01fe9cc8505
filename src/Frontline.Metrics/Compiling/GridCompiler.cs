using System.Globalization;
using System.Text.RegularExpressions;
using Frontline.Metrics.Catalogue;
using Frontline.Metrics.Definitions;
using Frontline.Metrics.Questions;
using Frontline.Metrics.Sources;

namespace Frontline.Metrics.Compiling;

/// <summary>
/// Grids as SQL: what players did is counted once by install day and age, and each cell takes of it what its metric means (the age alone, up to it, from it on, a stretch of ages). Only install days whose age is over
/// are in a cell, of stretches of 24 hours only players, so cells that are not finished are absent, and a longer period's mean is over those that are.
/// </summary>
public sealed partial class GridCompiler(MetricCatalogue catalogue)
{
    /// <summary>
    /// The metric, the ages that are its columns (one for each stretch of brackets, else the first and the last), and a statement that gives <c>period</c>, the dimensions, <c>age</c>, <c>last_age</c> (of brackets only),
    /// <c>value</c>, <c>numerator</c>, <c>denominator</c> (players, or what was spent to win them) and, of money, <c>unconverted</c>; in this order. <see cref="UnallocatedSpend"/> adds a column.
    /// </summary>
    /// <exception cref="MetricException">The metric is no family of cohorts, or days, ages, dimensions or filter do not fit.</exception>
    public (MetricDefinition Definition, IReadOnlyList<AgeRange> Ages, string Sql) Compile(GridQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        MetricCompiler.CheckDays(question.From, question.To);
        MetricCompiler.CheckDimensions(question.By);
        var definition = Find(question.Metric);
        var kind = GridKinds.Of(definition.Formula)!.Value;
        var ages = question.Ages.Count > 0 ? question.Ages : kind == GridKind.Within ? GridQuestion.DefaultBrackets : GridQuestion.DefaultAges;
        CheckAges(definition, kind, ages);
        return (definition, ages, Write(question, (CohortFormula)definition.Formula, kind, ages));
    }

    /// <summary>What a family is called without its parameters.</summary>
    public static string FamilyOf(string name) => Parameters().Replace(name, "");

    private MetricDefinition Find(string name)
    {
        var families = catalogue.Definitions.Where(definition => GridKinds.Of(definition.Formula) is not null).ToList();
        return families.Find(definition => definition.Name == name || FamilyOf(definition.Name) == name)
            ?? throw new MetricException("unknown_metric", $"There is no grid of '{name}'. There are grids of {string.Join(", ", families.Select(definition => FamilyOf(definition.Name)))}.");
    }

    private static void CheckAges(MetricDefinition definition, GridKind kind, IReadOnlyList<AgeRange> ages)
    {
        if (ages.Any(range => range.First < 0 || range.Last < range.First || range.Last > GridQuestion.AgeMax))
        {
            throw new MetricException("bad_period", $"Ages go from 0 to {GridQuestion.AgeMax}, the first not behind the last.");
        }

        if (kind != GridKind.Within && ages.Count > 1)
        {
            throw new MetricException("bad_period", $"A grid of {FamilyOf(definition.Name)} has one column for each day: its ages are one stretch, as 0..90. Brackets have several.");
        }

        if (ages.Count > GridQuestion.BracketsMax)
        {
            throw new MetricException("bad_period", string.Create(CultureInfo.InvariantCulture, $"{ages.Count} brackets are too many; {GridQuestion.BracketsMax} can be asked for at once."));
        }
    }

    private static string Write(GridQuestion question, CohortFormula formula, GridKind kind, IReadOnlyList<AgeRange> ages)
    {
        var cells = new GridCells(question, formula, kind, ages);
        var days = new Days(question.From, question.To, question.Period);
        var keys = string.Concat(question.By.Select(name => SqlText.Name(name) + ", "));
        var isMoney = formula.Measure.Kind == MeasureKind.Money;
        var (lastAge, matches) = kind == GridKind.Within ? ("last_age", " AND cells.last_age = grid.last_age") : ("", "");
        var same = string.Concat(question.By.Select(SqlText.Name).Select(alias => $" AND cells.{alias} IS NOT DISTINCT FROM grid.{alias}"));
        var statement =
            $"""
            WITH reach AS ({ReachQuery.Write(question.Reach)}),
            cohort AS (
              {cells.Cohort(days)}),
            cells AS (
              {cells.Done()}),
            grid AS (
              {cells.Sizes(days)}),
            filled AS (
              SELECT grid.install_day, {string.Concat(question.By.Select(name => $"grid.{SqlText.Name(name)}, "))}grid.age, {(lastAge.Length > 0 ? "grid.last_age, " : "")}any_value(grid.size) AS size, {(isMoney ? "CASE WHEN count(cells.age) > 0 THEN sum(cells.amount) ELSE 0 END" : "coalesce(sum(cells.amount), 0)")} AS amount{(isMoney ? ", max(cells.unconverted) AS unconverted" : "")}
              FROM grid LEFT JOIN cells ON cells.install_day = grid.install_day AND cells.age {(kind == GridKind.UpTo ? "<=" : kind == GridKind.From ? ">=" : "=")} grid.age{matches}{same}
              GROUP BY ALL)
            SELECT {days.PeriodOf("install_day")} AS period, {keys}age::INTEGER AS age, {(lastAge.Length > 0 ? "last_age::INTEGER AS last_age, " : "")}{(formula.Per == CohortBase.Nothing ? "sum(amount)" : "sum(amount) / nullif(sum(size), 0)")} AS value, sum(amount) AS numerator, sum(size) AS denominator{(isMoney ? ", max(unconverted) AS unconverted" : "")}
            FROM filled GROUP BY ALL ORDER BY ALL
            """.ReplaceLineEndings("\n");
        return formula.Per == CohortBase.Spend ? UnallocatedSpend.Withhold(statement, days, question.By, question.Where) : statement;
    }

    [GeneratedRegex(@"(?:_d)?\{[a-z]\}")]
    private static partial Regex Parameters();
}
