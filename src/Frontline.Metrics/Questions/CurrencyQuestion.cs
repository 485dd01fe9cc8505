using Frontline.Metrics.Expressions;

namespace Frontline.Metrics.Questions;

/// <summary>What currencies did to revenue between two periods, and what they may do to it.</summary>
public sealed record CurrencyQuestion
{
    /// <summary>The days asked about, both inclusive.</summary>
    public required DateOnly From { get; init; }

    public required DateOnly To { get; init; }

    /// <summary>The days they are compared with, whose rates are held constant; both inclusive.</summary>
    public required DateOnly BaseFrom { get; init; }

    public required DateOnly BaseTo { get; init; }

    /// <summary>How many days of rates before <see cref="To"/> volatility is taken from; at least 30.</summary>
    public int VolatilityDays { get; init; } = 365;

    /// <summary>A condition over payments; null for all.</summary>
    public Expression? Where { get; init; }

    public required GameTerms Game { get; init; }
}
