namespace Frontline.Core.Live;

/// <summary>Money of one currency and one UTC date of the events, since rates are by UTC date; unconverted, exact.</summary>
/// <param name="Date">UTC date of the events. A window of a minute has one date, a local day up to three.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Purchases">Gross amounts of purchases, transactions seen before left out.</param>
/// <param name="Ads">Amounts of ad impressions.</param>
/// <param name="Refunds">Amounts of refunds, not subtracted anywhere.</param>
public readonly record struct LiveMoney(DateOnly Date, string Currency, decimal Purchases, decimal Ads, decimal Refunds);
