using Frontline.Metrics.Expressions;

namespace Frontline.Metrics.Funnels;

/// <summary>How many players take steps in their order, within a time from the first.</summary>
public sealed record FunnelQuestion
{
    public const int StepsMax = 12;

    /// <summary>2 to <see cref="StepsMax"/>, in their order.</summary>
    public required IReadOnlyList<FunnelStep> Steps { get; init; }

    /// <summary>First day on which a player's first step may lie, inclusive.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day on which a player's first step may lie, inclusive. The others may lie behind it.</summary>
    public required DateOnly To { get; init; }

    /// <summary>The last step is at most this long after the first, inclusive; 1 second to 366 days.</summary>
    public required TimeSpan Within { get; init; }

    public FunnelStart Start { get; init; } = FunnelStart.First;

    /// <summary>Dimensions: a player counts under the values of the first of the first steps, so parts add up to the whole.</summary>
    public IReadOnlyList<string> By { get; init; } = [];

    /// <summary>A condition over first steps; null for all.</summary>
    public Expression? Where { get; init; }
}
