using Frontline.Metrics.Questions;

namespace Frontline.MetricAnswers;

/// <summary>A question as it is asked by HTTP.</summary>
internal sealed record MetricRequest
{
    /// <summary>The parameters that are known.</summary>
    public static readonly string[] Known = ["game", "from", "to", "period", "by", "where", "currency", "interval", "as_of"];

    public required string Metric { get; init; }

    /// <summary>Days, dimensions and filter.</summary>
    public QuestionScope Scope { get; init; } = new(null, null, [], null);

    public Granularity Period { get; init; } = Granularity.Day;

    public string? Currency { get; init; }

    public bool WithInterval { get; init; }

    /// <exception cref="MetricException">A parameter is not known or cannot be read.</exception>
    public static MetricRequest Read(string metric, IQueryCollection query) => new()
    {
        Metric = metric,
        Scope = QuestionScope.Read(query, Known),
        Period = QuestionScope.Granularity(query),
        Currency = QuestionScope.Currency(query),
        WithInterval = QuestionScope.Text(query, "interval") switch
        {
            null or "false" => false,
            "true" => true,
            var other => throw new MetricException("bad_request", $"'interval' is '{other}'; true or false is expected."),
        },
    };
}
