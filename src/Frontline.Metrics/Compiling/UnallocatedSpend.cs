using Frontline.Metrics.Expressions;
using Frontline.Metrics.Sources;

namespace Frontline.Metrics.Compiling;

/// <summary>
/// Spend that may belong to what is asked for or not, since it was reported without a platform, say. Beside players who have one, what is left would be too little: there is no number then.
/// </summary>
internal static class UnallocatedSpend
{
    /// <summary>The same statement without values for periods with such spend, which its column <c>unallocated</c> tells; the statement itself where nothing is asked that spend may lack.</summary>
    /// <param name="statement">Gives <c>period</c> and <c>value</c>, in the order of all its columns.</param>
    /// <param name="days">The days, and which period each lies in.</param>
    /// <param name="by">The question's dimensions.</param>
    /// <param name="where">The question's condition; null for none.</param>
    public static string Withhold(string statement, Days days, IReadOnlyList<string> by, Expression? where)
    {
        var scope = SourceScope.For(MetricSources.All["spend"], []);
        var day = scope.Source.Day;
        var filter = where is null ? null : Asked.Compile("bad_filter", "where: ", () => ConditionCompiler.Condition(where, scope));
        string[] unknown =
        [
            .. by.Select(name => $"{Asked.Compile("bad_dimension", "by: ", () => scope.Resolve(name, 0).Sql)} IS NULL"),
            .. filter is null ? [] : (string[])[$"{filter} IS NULL"],

            // 'platform is null' asks for players without one; that spend was reported without one does not make it theirs.
            .. (where?.SelfAndParts() ?? []).OfType<UnaryExpression>().Where(part => part.Operator is UnaryOperator.IsNull or UnaryOperator.IsNotNull).SelectMany(part => part.Operand.Names).Distinct()
                .Select(name => $"{scope.Resolve(name, 0).Sql} IS NULL"),
        ];
        return unknown.Length == 0 ? statement :
            $"""
            WITH unallocated AS (
              SELECT DISTINCT {days.PeriodOf(day)} AS period FROM {scope.Source.Relation} AS s
              WHERE {days.Contain(day)} AND {scope.Source.Money!.Amount} <> 0{(filter is null ? "" : $" AND {filter} IS NOT FALSE")} AND ({string.Join(" OR ", unknown)}))
            SELECT * REPLACE (CASE WHEN period NOT IN (FROM unallocated) THEN value END AS value), period IN (FROM unallocated) AS unallocated
            FROM (
            {statement})
            ORDER BY ALL
            """.ReplaceLineEndings("\n");
    }
}
