using Frontline.Metrics.Definitions;

namespace Frontline.Metrics.Compiling;

/// <summary>What of the things that were done belongs to a cell of a grid.</summary>
internal enum GridKind
{
    /// <summary>What was done at the age.</summary>
    At,

    /// <summary>What was done up to the age.</summary>
    UpTo,

    /// <summary>What was done from the age on.</summary>
    From,

    /// <summary>What was done within a stretch of ages.</summary>
    Within,

    /// <summary>What was done at the age, in stretches of 24 hours after each player's first event.</summary>
    AtHours,
}

internal static class GridKinds
{
    /// <summary>Null for metrics that have no grid.</summary>
    public static GridKind? Of(MetricFormula formula) => formula is not CohortFormula { LessSpend: false } cohort ? null : (cohort.Unit, cohort.From, cohort.To) switch
    {
        (CohortUnit.Days, { Parameter: { } from }, { Parameter: { } to }) => from == to ? GridKind.At : GridKind.Within,
        (CohortUnit.Days, { Parameter: null, Fixed: 0 }, { Parameter: not null }) => GridKind.UpTo,
        (CohortUnit.Days, { Parameter: not null }, null) => GridKind.From,
        (CohortUnit.Hours24, { Parameter: { } from }, { Parameter: { } to }) when from == to && cohort.Per != CohortBase.Spend => GridKind.AtHours,
        _ => null,
    };
}
