using System.Globalization;

namespace Frontline.SampleGame.Worlds;

/// <summary>Currencies and prices. Amounts are whole millionths of a currency, so that sums are exact.</summary>
internal static class Money
{
    public const long Unit = 1_000_000;
    public const int Usd = 0;

    public static IReadOnlyList<string> Currencies { get; } = ["USD", "EUR", "GBP", "SEK", "BRL", "JPY", "KRW", "AUD"];

    public static IReadOnlyList<string> Products { get; } = ["gems_80", "starter_pack", "gems_500", "gems_1200", "gems_2500", "gems_6500", "gems_14000"];

    private static readonly double[] UsdPrices = [0.99, 2.99, 4.99, 9.99, 19.99, 49.99, 99.99];

    /// <summary>What a US dollar is in a currency's price list, and the step its prices are rounded to.</summary>
    private static readonly (double Rate, long Step, long Less)[] Lists =
    [
        (1, Unit, 10_000), (1.05, Unit, 10_000), (0.85, Unit, 10_000), (10.5, 5 * Unit, 0), (5.2, Unit, 100_000), (150, 10 * Unit, 0), (1_350, 100 * Unit, 0), (1.5, Unit, 10_000),
    ];

    private static readonly long[][] Prices = [.. Lists.Select(list => UsdPrices.Select(usd => Math.Max(1, (long)Math.Round((usd + 0.01) * list.Rate * Unit / list.Step)) * list.Step - list.Less).ToArray())];

    public static long Price(int product, int currency) => Prices[currency][product];

    /// <summary>Without trailing zeros: 1.99, 150, 0.0123.</summary>
    public static string Text(long amount) => (amount / 1_000_000m).ToString("0.######", CultureInfo.InvariantCulture);
}
