using Frontline.Core;
using Frontline.Metrics.Funnels;
using Frontline.Metrics.Questions;

namespace Frontline.MetricAnswers;

/// <summary>A funnel as it is asked by HTTP.</summary>
internal sealed record FunnelRequest
{
    /// <summary>The parameters that are known.</summary>
    public static readonly string[] Known = ["game", "from", "to", "by", "where", "step", "within", "start", "as_of"];

    /// <summary>Days, dimensions and filter.</summary>
    public required QuestionScope Scope { get; init; }

    public required IReadOnlyList<FunnelStep> Steps { get; init; }

    public required TimeSpan Within { get; init; }

    public FunnelStart Start { get; init; }

    /// <exception cref="MetricException">A parameter is not known or cannot be read.</exception>
    public static FunnelRequest Read(IQueryCollection query) => new()
    {
        Scope = QuestionScope.Read(query, Known),
        Steps = [.. query["step"].OfType<string>().Select(FunnelStep.Parse)],
        Within = ReadWithin(query["within"]),
        Start = query["start"].ToString() switch
        {
            "" or "first" => FunnelStart.First,
            "any" => FunnelStart.Any,
            var other => throw new MetricException("bad_request", $"'start' is '{other}'; first or any is expected."),
        },
    };

    private static TimeSpan ReadWithin(string? text) =>
        string.IsNullOrEmpty(text) ? TimeSpan.FromDays(7)
        : MomentText.TryParseLength(text, out var length) ? length
        : throw new MetricException("bad_period", $"'within' is '{text}'; a time such as 30m, 24h or 7d is expected, up to 366d.");
}
