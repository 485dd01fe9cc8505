using Frontline.Core.Roles;
using Frontline.Warehouse.Loading;

namespace Frontline.Status;

/// <summary>Everything the status page says, at one moment.</summary>
internal sealed record StatusReport
{
    public required string Version { get; init; }

    /// <summary>The configuration's, by which one knows what is deployed.</summary>
    public required string ConfigFingerprint { get; init; }

    public required string StartedAt { get; init; }

    public required string Now { get; init; }

    /// <summary>What to do something about, in sentences that say what; empty when all is well.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    public required IReadOnlyList<RoleStatus> Roles { get; init; }

    public required IReadOnlyList<PortStatus> Ports { get; init; }

    public required IReadOnlyList<DependencyStatus> Dependencies { get; init; }

    public required DiskStatus Disk { get; init; }

    public required MemoryStatus Memory { get; init; }

    public required IReadOnlyList<TableStatus> Tables { get; init; }

    /// <summary>The last hours, newest first.</summary>
    public required IReadOnlyList<LedgerHour> Ledger { get; init; }

    /// <summary>The date of the newest exchange rate; null without any.</summary>
    public DateOnly? RatesUntil { get; init; }

    /// <summary>Books that cannot be loaded to their ends.</summary>
    public IReadOnlyList<BookDamage> DamagedBooks { get; init; } = [];

    /// <summary>The tracking plans in force; a game without one is not among them.</summary>
    public IReadOnlyList<PlanStatus> Plans { get; init; } = [];

    /// <summary>What is wrong with configuration, games and plans right now, in sentences.</summary>
    public required IReadOnlyList<string> Problems { get; init; }
}
