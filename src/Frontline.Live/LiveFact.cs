using Frontline.Core.Live;

namespace Frontline.Live;

/// <summary>One number of the live windows, for a check to compare with a recount.</summary>
/// <param name="Window">Which window and value.</param>
/// <param name="Metric"><c>events</c>, <c>active_players</c>, <c>new_players</c>, <c>sessions</c>, <c>purchases</c>, <c>rejects</c>, <c>purchase_revenue</c>, <c>ad_revenue</c> or <c>refunds</c>.</param>
/// <param name="Date">UTC date of money, else null.</param>
/// <param name="Currency">Currency of money, else null.</param>
/// <param name="Number">The number; never zero.</param>
public readonly record struct LiveFact(LiveWindowKey Window, string Metric, DateOnly? Date, string? Currency, decimal Number);
