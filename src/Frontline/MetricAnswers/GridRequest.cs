using System.Globalization;
using Frontline.Metrics.Questions;

namespace Frontline.MetricAnswers;

/// <summary>A grid as it is asked by HTTP.</summary>
internal sealed record GridRequest(string Metric, QuestionScope Scope, Granularity Period, int FirstAge, int LastAge, string? Currency)
{
    /// <summary>The parameters that are known.</summary>
    public static readonly string[] Known = ["game", "from", "to", "period", "by", "where", "currency", "ages", "as_of"];

    /// <exception cref="MetricException">A parameter is not known or cannot be read.</exception>
    public static GridRequest Read(string metric, IQueryCollection query)
    {
        var scope = QuestionScope.Read(query, Known);
        var ages = (QuestionScope.Text(query, "ages") ?? "0..30").Split("..");
        return ages.Length == 2 && Age(ages[0]) is { } first && Age(ages[1]) is { } last
            ? new GridRequest(metric, scope, QuestionScope.Granularity(query), first, last, QuestionScope.Currency(query))
            : throw new MetricException("bad_period", $"'ages' is '{query["ages"]}'; days after the install day are written as 0..90.");
    }

    private static int? Age(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var age) ? age : null;
}
