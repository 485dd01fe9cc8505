using Frontline.Metrics.Definitions;
using Frontline.Metrics.Expressions;
using Frontline.Metrics.Questions;
using Frontline.Metrics.Sources;

namespace Frontline.Metrics.Compiling;

/// <summary>Rows of a source: the FROM and WHERE of a query, with what it groups by.</summary>
internal sealed class Selection
{
    /// <summary>
    /// Joins rows to a query <c>cohort</c> of players, under the alias <c>c</c>. By the player's number alone, which is of one game only: with the game, as a text beside it, the engine's table of players
    /// is half as large again, and a grid took 1.28 times as long (bench/results/metrics.md).
    /// </summary>
    public const string ToCohort = "JOIN cohort AS c ON c.player_key = s.player_key";

    private readonly SourceScope scope;
    private readonly List<string> conditions = [];

    /// <param name="source">The rows.</param>
    /// <param name="where">The definition's condition.</param>
    /// <param name="measured">Names that the measure needs.</param>
    /// <param name="by">The question's dimensions.</param>
    /// <param name="filter">The question's condition.</param>
    /// <exception cref="MetricException">The rows have no such dimension, or the filter does not fit them.</exception>
    public Selection(Source source, Expression? where, IEnumerable<string> measured, IReadOnlyList<string> by, Expression? filter)
    {
        scope = SourceScope.For(source, [.. where?.Names ?? [], .. measured, .. by, .. filter?.Names ?? []]);
        if (scope.Source.Filter is { } own)
        {
            conditions.Add(own);
        }

        if (where is not null)
        {
            conditions.Add(ConditionCompiler.Condition(where, scope));
        }

        if (filter is not null)
        {
            conditions.Add(Asked.Compile("bad_filter", "where: ", () => ConditionCompiler.Condition(filter, scope)));
        }

        Dimensions = [.. by.Select(name => (SqlText.Name(name), Asked.Compile("bad_dimension", "by: ", () => scope.Resolve(name, 0).Sql)))];
    }

    public Source Source => scope.Source;

    /// <summary>The question's dimensions: alias and expression.</summary>
    public IReadOnlyList<(string Alias, string Sql)> Dimensions { get; }

    /// <summary>The dimensions as they stand behind SELECT, each followed by a comma.</summary>
    public string Selected => string.Concat(Dimensions.Select(dimension => $"{dimension.Sql} AS {dimension.Alias}, "));

    /// <summary>A number of a row.</summary>
    public string Number(Expression expression) => ConditionCompiler.Number(expression, scope);

    /// <summary>What a measure says of rows, as one column. Money is no single column: see <see cref="MoneyQuery"/>.</summary>
    public string Value(Measure measure) => measure.Kind switch
    {
        MeasureKind.Count => $"sum({Source.RowCount})::BIGINT",
        MeasureKind.Players => Source.IsPlayer ? "count(*)" : "count(DISTINCT s.player_key)",
        MeasureKind.PlayerDays => Source.IsPlayerDay || Source.IsPlayer ? "count(*)" : $"count(DISTINCT ({Source.Day}, s.player_key))",
        MeasureKind.Sum => $"sum({Number(measure.Value!)})",
        MeasureKind.Average => $"avg({Number(measure.Value!)})",
        MeasureKind.Quantile => $"quantile_cont({Number(measure.Value!)}, {SqlText.Literal(measure.At)})",
        _ => throw new InvalidOperationException($"{measure.Kind} is no single column."),
    };

    /// <summary>FROM and WHERE. Call it when every expression has been asked for, since they decide what is joined.</summary>
    /// <param name="more">Further conditions.</param>
    /// <param name="join">A join of the caller's own.</param>
    public string From(IEnumerable<string> more, string? join = null)
    {
        var all = conditions.Concat(more).ToList();
        return $"FROM {Source.Relation} AS s{(join is null ? "" : $"\n  {join}")}{scope.Joins}{(all.Count == 0 ? "" : $"\n  WHERE {string.Join(" AND ", all)}")}";
    }
}
