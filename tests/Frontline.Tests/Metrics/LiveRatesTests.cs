using Frontline.Metrics.Live;
using Frontline.Tests.Warehouse.Support;
using Xunit;

namespace Frontline.Tests.Metrics;

/// <summary>Live money is converted as the warehouse converts it.</summary>
public sealed class LiveRatesTests
{
    private static readonly DateOnly Day = new(2026, 1, 31);

    [Theory]
    [InlineData("0.01", 1.0837, 1)]
    [InlineData("123456789.12345678", 1.0837, 1)]
    [InlineData("98765432109.87654321", 162.41, 0.000012)]
    [InlineData("-17.5", 1, 42.5)]
    [InlineData("0.00000001", 3, 1)]
    public async Task Amounts_are_those_of_convert_money(string text, double perEuro, double otherPerEuro)
    {
        await using var fixture = new WarehouseFixture();
        var amount = decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        var expected = await fixture.ValueAsync(FormattableString.Invariant($"SELECT TRY_CAST({text}::DECIMAL(38, 8)::DOUBLE / {perEuro:R}::DOUBLE * {otherPerEuro:R}::DOUBLE AS DECIMAL(38, 8))"));

        var rates = new LiveRates("AAA", new Dictionary<(string Currency, DateOnly Date), double> { [("BBB", Day)] = perEuro, [("AAA", Day)] = otherPerEuro });

        Assert.Equal(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), rates.Convert(amount, "BBB", Day));
    }

    [Fact]
    public void Without_a_rate_or_beyond_all_money_there_is_no_amount()
    {
        var rates = new LiveRates("AAA", new Dictionary<(string Currency, DateOnly Date), double> { [("BBB", Day)] = 1e-18, [("AAA", Day)] = 1e18 });

        Assert.Null(rates.Convert(1, "CCC", Day));
        Assert.Null(rates.Convert(1, "BBB", Day.AddDays(1)));
        Assert.Null(rates.Convert(1_000_000, "BBB", Day));
        Assert.Equal(5, rates.Convert(5, "AAA", Day.AddDays(1)));
    }
}
