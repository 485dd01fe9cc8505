using System.Numerics;

namespace Frontline.Metrics.Live;

/// <summary>Conversion of money as the warehouse's <c>convert_money</c> does it: in doubles, rounded to 8 digits behind the point.</summary>
/// <param name="currency">The reporting currency.</param>
/// <param name="perEuro">Units of a currency for one euro by date, as the table <c>rate_days</c> has them.</param>
public sealed class LiveRates(string currency, IReadOnlyDictionary<(string Currency, DateOnly Date), double> perEuro)
{
    private const decimal Unit = 100_000_000m;

    /// <summary>In units of the last digit; the largest decimal has some 7.9e28.</summary>
    private const double UnitsMax = 7.9e28;

    /// <returns>Null where there is no rate, or the amount is too large to be one.</returns>
    public decimal? Convert(decimal amount, string from, DateOnly date)
    {
        if (from == currency)
        {
            return amount;
        }

        // A cast from double to decimal would keep 15 digits in all.
        var units = Math.Round((double)amount / PerEuro(from, date) * PerEuro(currency, date) * (double)Unit, MidpointRounding.ToEven);
        return Math.Abs(units) <= UnitsMax ? (decimal)new BigInteger(units) / Unit : null;
    }

    /// <summary>NaN where there is no rate.</summary>
    private double PerEuro(string code, DateOnly date) => code == "EUR" ? 1 : perEuro.GetValueOrDefault((code, date), double.NaN);
}
