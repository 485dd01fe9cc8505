namespace Frontline.Metrics.Definitions;

public enum MeasureKind
{
    /// <summary>Rows.</summary>
    Count,

    /// <summary>Distinct players of the whole period.</summary>
    Players,

    /// <summary>Distinct players of each day, summed over the days.</summary>
    PlayerDays,
    Sum,
    Average,

    /// <summary>Exact, interpolated linearly between neighbours.</summary>
    Quantile,

    /// <summary>Money in the reporting currency.</summary>
    Money,

    /// <summary>Money of the players who brought most of it, a part of those who brought any.</summary>
    TopMoney,
}
