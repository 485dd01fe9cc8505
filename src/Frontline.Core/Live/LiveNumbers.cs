namespace Frontline.Core.Live;

/// <summary>The numbers of one window and value as of one chain position: absolute, never increments. docs/specs/live.md defines each.</summary>
public sealed record LiveNumbers
{
    public static LiveNumbers Zero { get; } = new();

    public long Events { get; init; }

    /// <summary>Distinct players, exact.</summary>
    public long ActivePlayers { get; init; }

    public long NewPlayers { get; init; }

    /// <summary>Sessions that began in the window.</summary>
    public long Sessions { get; init; }

    public long Purchases { get; init; }

    /// <summary>By received time, and only in totals.</summary>
    public long Rejects { get; init; }

    /// <summary>Ordered by date, then currency (ordinal).</summary>
    public IReadOnlyList<LiveMoney> Money { get; init; } = [];
}
