using Frontline.Metrics.Expressions;

namespace Frontline.Metrics.Questions;

/// <summary>A cohort metric for all ages of its cohorts at once: a retention grid, an LTV curve.</summary>
public sealed record GridQuestion
{
    /// <summary>Two years: wider than any grid that is looked at.</summary>
    public const int AgeMax = 730;

    /// <summary>The family: its name with the parameter (<c>retention_d{n}</c>), or without (<c>retention</c>).</summary>
    public required string Metric { get; init; }

    /// <summary>First install day, inclusive.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last install day, inclusive.</summary>
    public required DateOnly To { get; init; }

    /// <summary>First age: days after the install day, 0 to <see cref="LastAge"/>.</summary>
    public int FirstAge { get; init; }

    /// <summary>Last age, inclusive, up to <see cref="AgeMax"/>.</summary>
    public required int LastAge { get; init; }

    /// <summary>How install days are put together.</summary>
    public Granularity Period { get; init; } = Granularity.Day;

    public IReadOnlyList<string> By { get; init; } = [];

    /// <summary>A condition over players; null for all.</summary>
    public Expression? Where { get; init; }

    public required GameTerms Game { get; init; }
}
