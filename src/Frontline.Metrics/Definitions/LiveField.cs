namespace Frontline.Metrics.Definitions;

/// <summary>The number of live windows that is a metric's live evaluation. docs/specs/live.md defines each.</summary>
public enum LiveField
{
    Events,
    ActivePlayers,
    NewPlayers,
    Sessions,
    Purchases,

    /// <summary>Purchases and ads.</summary>
    Revenue,
    PurchaseRevenue,
    AdRevenue,
    Refunds,
}
