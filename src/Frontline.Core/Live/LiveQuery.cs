namespace Frontline.Core.Live;

/// <summary>Which windows to read. Ranges are inclusive and may reach beyond what is kept.</summary>
public sealed record LiveQuery
{
    /// <summary>One game, or null for all.</summary>
    public string? Game { get; init; }

    /// <summary>Totals are always read; null for every dimension, <see cref="LiveDimension.Total"/> for none besides.</summary>
    public LiveDimension? Dimension { get; init; } = LiveDimension.Total;

    public long FirstMinute { get; init; } = long.MinValue;

    public long LastMinute { get; init; } = long.MaxValue;

    public long FirstDay { get; init; } = long.MinValue;

    public long LastDay { get; init; } = long.MaxValue;
}
