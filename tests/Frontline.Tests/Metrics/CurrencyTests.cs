using System.Globalization;
using System.Text.Json;
using Frontline.Core.Games;
using Frontline.Core.Road;
using Frontline.Embedded.Files;
using Frontline.Embedded.Objects;
using Frontline.Lake.Books;
using Frontline.Metrics.Compiling;
using Frontline.Metrics.Questions;
using Frontline.Statistics;
using Frontline.Testing;
using Frontline.Tests.Warehouse.Support;
using Frontline.Warehouse.Loading;
using Xunit;

namespace Frontline.Tests.Metrics;

/// <summary>Constant currency: what rates did to revenue, and what players did.</summary>
public sealed class CurrencyTests
{
    private static CancellationToken Cancellation => WarehouseFixture.Cancellation;

    [Fact]
    public async Task The_case_of_the_European_Central_Banks_rates_is_reached()
    {
        using var reference = JsonDocument.Parse(await File.ReadAllTextAsync(TestEnvironment.RequireShared("reference/statistics.json"), Cancellation));
        var expected = reference.RootElement.GetProperty("tests").EnumerateArray().Single(test => test.GetProperty("id").GetString() == "fx-ecb").GetProperty("expected").GetProperty("constant_currency_example");
        await using var fixture = new WarehouseFixture(new Game { Id = "g", Keys = [], Currency = "USD" });
        using var signal = new Signal();
        var lake = new LocalObjectStore(new PhysicalFileSystem(), fixture.LakeDirectory, new Random(1));
        using var loader = new Loader(fixture.Warehouse, fixture.Warehouse, lake, lake, signal, new LoaderOptions(), fixture.Time);
        await new BookStore(lake).AddAsync(Book.Rates, "test", [new BookFile("eurofxref-hist.csv", new string('a', 64))], EcbRates("2025-03", "2026-03"), fixture.Time, Cancellation);
        await loader.CatchUpAsync(Cancellation);
        var receipt = 0;
        await fixture.LoadAsync(
        [
            .. expected.GetProperty("local_revenue").EnumerateObject().SelectMany(month => month.Value.EnumerateObject().Select(currency => new TestRow
            {
                Name = "purchase", Amount = currency.Value.GetDecimal(), Currency = currency.Name, Time = TestRow.At(month.Name + "-10T12:00:00Z"), WriteKey = "history", Receipt = ++receipt,
            })),
        ]);

        var shares = await SharesAsync(fixture, new CurrencyQuestion
        {
            From = new DateOnly(2026, 3, 1), To = new DateOnly(2026, 3, 31), BaseFrom = new DateOnly(2025, 3, 1), BaseTo = new DateOnly(2025, 3, 31), Game = TestQuestions.Game,
        });

        Assert.Equal(["BRL", "EUR", "JPY", "TRY", "USD"], shares.Keys.Order(StringComparer.Ordinal));
        Close("reported_usd_2025_03", shares.Values.Sum(share => share.BaseReported));
        Close("reported_usd_2026_03", shares.Values.Sum(share => share.Reported));
        Close("constant_currency_usd_2026_03", shares.Values.Sum(share => share.Constant));
        Close("fx_effect_usd", shares.Values.Sum(share => share.PriceOfMoney));
        Close("reported_growth", (shares.Values.Sum(share => share.Reported) / shares.Values.Sum(share => share.BaseReported)) - 1);
        Close("constant_currency_growth", (shares.Values.Sum(share => share.Constant) / shares.Values.Sum(share => share.BaseReported)) - 1);

        void Close(string name, double value) => Assert.Equal(1, value / expected.GetProperty(name).GetDouble(), 1e-9);
    }

    [Fact]
    public async Task A_currency_that_moves_has_a_volatility_and_ones_own_has_none()
    {
        await using var fixture = new WarehouseFixture(new Game { Id = "g", Keys = [], Currency = "EUR" });
        using var signal = new Signal();
        var lake = new LocalObjectStore(new PhysicalFileSystem(), fixture.LakeDirectory, new Random(1));
        using var loader = new Loader(fixture.Warehouse, fixture.Warehouse, lake, lake, signal, new LoaderOptions(), fixture.Time);
        string[][] rates = [["2026-01-05", "EUR", "USD", "1"], ["2026-01-06", "EUR", "USD", "2"], ["2026-01-07", "EUR", "USD", "1"], ["2026-01-08", "EUR", "USD", "2"]];
        await new BookStore(lake).AddAsync(Book.Rates, "test", [new BookFile("test.csv", new string('a', 64))], rates, fixture.Time, Cancellation);
        await loader.CatchUpAsync(Cancellation);
        await fixture.LoadAsync(Paid(1, "USD"), Paid(2, "EUR"), Paid(3, "XAF"));

        var sql = CurrencyCompiler.Compile(new CurrencyQuestion
        {
            From = new DateOnly(2026, 1, 5), To = new DateOnly(2026, 1, 8), BaseFrom = new DateOnly(2026, 1, 5), BaseTo = new DateOnly(2026, 1, 8), Game = TestQuestions.Game with { Currency = "EUR" },
        });

        // Changes of the logarithm are -ln 2, ln 2, -ln 2: their sample standard deviation is ln 2 times the root of 4/3.
        var volatility = (Math.Log(2) * Math.Sqrt(4 / 3.0)).ToString("0.000000", CultureInfo.InvariantCulture);
        Assert.Equal(
            ["EUR|1|1|0.000000|0|NULL", $"USD|0.6666666666666666|0.6666666666666666|{volatility}|3|3", "XAF|NULL|NULL|NULL|0|NULL"],
            await fixture.RowsAsync($"SELECT currency, base_rate::DOUBLE, rate::DOUBLE, volatility::DECIMAL(18, 6)::VARCHAR, fixings, span_days::INTEGER FROM ({sql})"));
    }

    private static TestRow Paid(int receipt, string currency) =>
        new() { Name = "purchase", Amount = 10, Currency = currency, Time = TestRow.At("2026-01-06T12:00:00Z"), WriteKey = "history", Receipt = receipt };

    private static async Task<Dictionary<string, CurrencyShare>> SharesAsync(WarehouseFixture fixture, CurrencyQuestion question)
    {
        var rows = await fixture.RowsAsync($"SELECT currency, base_local::DOUBLE, local::DOUBLE, base_rate::DOUBLE, rate::DOUBLE FROM ({CurrencyCompiler.Compile(question)})");
        return rows.Select(row => row.Split('|')).ToDictionary(cells => cells[0], cells => new CurrencyShare(Number(cells[1]), Number(cells[2]), Number(cells[3]), Number(cells[4])));
    }

    private static string[][] EcbRates(params string[] months)
    {
        var lines = File.ReadAllLines(TestEnvironment.RequireShared("data/fx_ecb/eurofxref-hist.csv"));
        var currencies = lines[0].Split(',');
        return
        [
            .. lines.Skip(1).Select(line => line.Split(',')).Where(cells => months.Contains(cells[0][..7]))
                .SelectMany(cells => Enumerable.Range(1, currencies.Length - 1).Where(i => decimal.TryParse(cells[i], CultureInfo.InvariantCulture, out _)).Select(i => (string[])[cells[0], "EUR", currencies[i], cells[i]])),
        ];
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
