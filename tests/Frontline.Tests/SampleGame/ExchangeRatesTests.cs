using Frontline.SampleGame.Books;
using Xunit;

namespace Frontline.Tests.SampleGame;

public sealed class ExchangeRatesTests
{
    private static readonly DateOnly First = new(2025, 6, 1);
    private static readonly DateOnly Last = new(2026, 1, 31);

    [Fact]
    public void A_days_rates_do_not_depend_on_what_else_is_asked()
    {
        var whole = ExchangeRates.Between(First, Last).ToDictionary(fixing => fixing.Date, fixing => fixing.PerEuro);

        foreach (var fixing in ExchangeRates.Between(First.AddDays(100), Last.AddDays(-30)))
        {
            Assert.Equal(whole[fixing.Date], fixing.PerEuro);
        }
    }

    [Fact]
    public void There_is_a_fixing_on_every_working_day_and_on_no_other()
    {
        Assert.Equal(["2026-01-02", "2026-01-05", "2026-01-06"], ExchangeRates.Between(new DateOnly(2026, 1, 2), new DateOnly(2026, 1, 6)).Select(fixing => $"{fixing.Date:O}"));
        Assert.Empty(ExchangeRates.Between(new DateOnly(1998, 1, 1), new DateOnly(1999, 1, 1)));
    }

    [Fact]
    public void Rates_move_a_little_from_day_to_day_and_stay_in_sight_over_the_years()
    {
        var all = ExchangeRates.Between(new DateOnly(1999, 1, 1), new DateOnly(2036, 1, 1)).Select(fixing => fixing.PerEuro).ToList();
        foreach (var currency in Enumerable.Range(0, ExchangeRates.Currencies.Count))
        {
            var rates = all.Select(fixing => (double)fixing[currency]).ToList();
            var changes = rates.Zip(rates.Skip(1), (before, after) => Math.Log(after / before)).ToList();
            Assert.InRange(Math.Sqrt(changes.Average(change => change * change)), 0.003, 0.011);
            Assert.InRange(rates.Max() / rates.Min(), 1.2, 3.5);
        }
    }
}
