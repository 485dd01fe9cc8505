namespace Frontline.Client.Contracts;

/// <summary>One currency's part.</summary>
/// <param name="Currency">Its code.</param>
/// <param name="BaseLocal">Revenue of the base period, in the currency itself.</param>
/// <param name="Local">Revenue of the period, in the currency itself.</param>
/// <param name="BaseRate">Units of the reporting currency for one unit, by the base period's mean fixings; null without any.</param>
/// <param name="Rate">The same in the period.</param>
/// <param name="Reported">Revenue of the period: the exposure. Null without a rate.</param>
/// <param name="Constant">Revenue of the period at the base period's rate. Null without a rate.</param>
/// <param name="PriceOfMoney">What the rate did. Null without rates.</param>
/// <param name="Volume">What players did. Null without rates.</param>
/// <param name="Volatility">Standard deviation of the rate's change over the horizon, as a share; null without rates.</param>
/// <param name="OneDeviation">What one standard deviation of the rate is worth on the exposure; null without rates.</param>
public sealed record CurrencyRow(
    string Currency, double BaseLocal, double Local, double? BaseRate, double? Rate, double? Reported, double? Constant, double? PriceOfMoney, double? Volume, double? Volatility, double? OneDeviation);
