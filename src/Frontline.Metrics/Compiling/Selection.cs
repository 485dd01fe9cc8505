using Frontline.Metrics.Expressions;
using Frontline.Metrics.Questions;
using Frontline.Metrics.Sources;

namespace Frontline.Metrics.Compiling;

/// <summary>Rows of a source: the FROM and WHERE of a query, with what it groups by.</summary>
internal sealed class Selection
{
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
            conditions.Add(Asked(() => ConditionCompiler.Condition(filter, scope), "bad_filter"));
        }

        Dimensions = [.. by.Select(name => (SqlText.Name(name), Asked(() => scope.Resolve(name, 1).Sql, "bad_dimension")))];
    }

    public Source Source => scope.Source;

    /// <summary>The question's dimensions: alias and expression.</summary>
    public IReadOnlyList<(string Alias, string Sql)> Dimensions { get; }

    /// <summary>A number of a row.</summary>
    public string Number(Expression expression) => ConditionCompiler.Number(expression, scope);

    /// <summary>FROM and WHERE. Call it when every expression has been asked for, since they decide what is joined.</summary>
    /// <param name="more">Further conditions.</param>
    /// <param name="join">A join of the caller's own.</param>
    public string From(IEnumerable<string> more, string? join = null)
    {
        var all = conditions.Concat(more).ToList();
        return $"FROM {Source.Relation} AS s{(join is null ? "" : $"\n  {join}")}{scope.Joins}{(all.Count == 0 ? "" : $"\n  WHERE {string.Join(" AND ", all)}")}";
    }

    private static string Asked(Func<string> compile, string code)
    {
        try
        {
            return compile();
        }
        catch (ExpressionException exception)
        {
            throw new MetricException(code, code == "bad_filter" ? $"--where: {exception.Where}" : $"--by: {exception.Message}");
        }
    }
}
