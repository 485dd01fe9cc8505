using System.Globalization;
using Frontline.Metrics.Questions;

namespace Frontline.MetricAnswers;

/// <summary>A grid as it is asked by HTTP.</summary>
/// <param name="Metric">The family.</param>
/// <param name="Scope">Days, dimensions and filter.</param>
/// <param name="Period">How install days are put together.</param>
/// <param name="Ages">Empty when nobody said.</param>
/// <param name="Currency">What money is reported in; null for the game's.</param>
internal sealed record GridRequest(string Metric, QuestionScope Scope, Granularity Period, IReadOnlyList<AgeRange> Ages, string? Currency)
{
    /// <summary>The parameters that are known.</summary>
    public static readonly string[] Known = ["game", "from", "to", "period", "by", "where", "currency", "ages", "as_of"];

    /// <exception cref="MetricException">A parameter is not known or cannot be read.</exception>
    public static GridRequest Read(string metric, IQueryCollection query)
    {
        var scope = QuestionScope.Read(query, Known);
        var ages = query["ages"].SelectMany(text => (text ?? "").Split(',')).Select(Range).ToList();
        return ages.Contains(null)
            ? throw new MetricException("bad_period", $"'ages' is '{query["ages"]}'; days after the install day are written as 0..90, brackets of them as 0,1..3,4..7.")
            : new GridRequest(metric, scope, QuestionScope.Granularity(query), [.. ages.OfType<AgeRange>()], QuestionScope.Currency(query));
    }

    private static AgeRange? Range(string text) => text.Split("..") switch
    {
        [var age] when Age(age) is { } only => new AgeRange(only, only),
        [var first, var last] when Age(first) is { } from && Age(last) is { } to => new AgeRange(from, to),
        _ => null,
    };

    private static int? Age(string text) => int.TryParse(text.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var age) ? age : null;
}
