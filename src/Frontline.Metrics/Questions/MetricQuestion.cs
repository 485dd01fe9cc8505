using Frontline.Metrics.Expressions;

namespace Frontline.Metrics.Questions;

/// <summary>A metric, for days, cut and filtered.</summary>
public sealed record MetricQuestion
{
    /// <summary>With numbers in the place of parameters: <c>retention_d7</c>.</summary>
    public required string Metric { get; init; }

    /// <summary>First reporting day, inclusive.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last reporting day, inclusive, not before <see cref="From"/>.</summary>
    public required DateOnly To { get; init; }

    public Granularity Period { get; init; } = Granularity.Day;

    /// <summary>Names of dimensions; players count under each value they had.</summary>
    public IReadOnlyList<string> By { get; init; } = [];

    /// <summary>A condition over dimensions; null for all rows.</summary>
    public Expression? Where { get; init; }

    /// <summary>Whether each value of a ratio comes with what its interval is computed from: sums over players.</summary>
    public bool WithInterval { get; init; }

    /// <summary>How far data reaches; null to ask it.</summary>
    public KnownReach? Reach { get; init; }

    public required GameTerms Game { get; init; }
}
