using Frontline.Core.Live;

namespace Frontline.Warehouse;

/// <summary>A number of a live window that is not what its rows give.</summary>
/// <param name="Window">Which window and value.</param>
/// <param name="Metric">As in docs/specs/live.md, such as <c>active_players</c> or <c>purchase_revenue</c>.</param>
/// <param name="Date">UTC date of money, else null.</param>
/// <param name="Currency">Currency of money, else null.</param>
/// <param name="Live">The kept number.</param>
/// <param name="Recount">The number counted anew.</param>
public readonly record struct LiveDifference(LiveWindowKey Window, string Metric, DateOnly? Date, string? Currency, decimal Live, decimal Recount);
