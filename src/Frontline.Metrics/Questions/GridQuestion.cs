using Frontline.Metrics.Expressions;

namespace Frontline.Metrics.Questions;

/// <summary>A cohort metric for all ages of its cohorts at once: a retention grid, an LTV curve.</summary>
public sealed record GridQuestion
{
    /// <summary>Two years: wider than any grid that is looked at.</summary>
    public const int AgeMax = 730;

    /// <summary>More columns than are looked at.</summary>
    public const int BracketsMax = 100;

    public static readonly IReadOnlyList<AgeRange> DefaultAges = [new(0, 30)];

    public static readonly IReadOnlyList<AgeRange> DefaultBrackets = [new(0, 0), new(1, 3), new(4, 7), new(8, 14), new(15, 30)];

    /// <summary>The family: its name with the parameters (<c>retention_d{n}</c>), or without (<c>retention</c>).</summary>
    public required string Metric { get; init; }

    /// <summary>First install day, inclusive.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last install day, inclusive.</summary>
    public required DateOnly To { get; init; }

    /// <summary>
    /// Days after the install day, up to <see cref="AgeMax"/>: of brackets one stretch for each column, of other families the first and the last column. Empty for the usual ones, see
    /// <see cref="DefaultAges"/> and <see cref="DefaultBrackets"/>.
    /// </summary>
    public IReadOnlyList<AgeRange> Ages { get; init; } = [];

    /// <summary>How install days are put together.</summary>
    public Granularity Period { get; init; } = Granularity.Day;

    public IReadOnlyList<string> By { get; init; } = [];

    /// <summary>A condition over players; null for all.</summary>
    public Expression? Where { get; init; }

    /// <summary>How far data reaches; null to ask it.</summary>
    public KnownReach? Reach { get; init; }

    public required GameTerms Game { get; init; }
}
