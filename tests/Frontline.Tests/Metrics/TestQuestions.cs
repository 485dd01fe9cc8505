using System.Globalization;
using Frontline.Metrics.Catalogue;
using Frontline.Metrics.Compiling;
using Frontline.Metrics.Expressions;
using Frontline.Metrics.Questions;

namespace Frontline.Tests.Metrics;

/// <summary>Questions as tests ask them.</summary>
internal static class TestQuestions
{
    public static readonly GameTerms Game = new("g", "USD", 0.3m, AttemptsByStarts: false);

    public static MetricQuestion Ask(string metric, string from, string to, Granularity period = Granularity.Day, IReadOnlyList<string>? by = null, string? where = null, GameTerms? game = null) => new()
    {
        Metric = metric,
        From = Day(from),
        To = Day(to),
        Period = period,
        By = by ?? [],
        Where = where is null ? null : ExpressionParser.Parse(where),
        Game = game ?? Game,
    };

    public static string Sql(MetricQuestion question) => new MetricCompiler(BuiltInMetrics.Catalogue).Compile(question).Sql;

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
