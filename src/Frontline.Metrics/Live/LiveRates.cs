namespace Frontline.Metrics.Live;

/// <summary>Conversion of money as the warehouse's <c>convert_money</c> does it.</summary>
/// <param name="currency">The reporting currency.</param>
/// <param name="perEuro">Units of a currency for one euro by date, as the table <c>rate_days</c> has them.</param>
public sealed class LiveRates(string currency, IReadOnlyDictionary<(string Currency, DateOnly Date), double> perEuro)
{
    private const int Digits = 8;

    /// <returns>Rounded to 8 digits; null where there is no rate.</returns>
    public decimal? Convert(decimal amount, string from, DateOnly date) =>
        from == currency ? amount
        : PerEuro(from, date) is { } one && PerEuro(currency, date) is { } other ? Math.Round((decimal)((double)amount / one * other), Digits, MidpointRounding.AwayFromZero)
        : null;

    private double? PerEuro(string code, DateOnly date) => code == "EUR" ? 1 : perEuro.TryGetValue((code, date), out var rate) ? rate : null;
}
