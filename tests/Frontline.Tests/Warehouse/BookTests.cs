using Frontline.Core.Games;
using Frontline.Core.Road;
using Frontline.Embedded.Files;
using Frontline.Embedded.Objects;
using Frontline.Lake.Books;
using Frontline.Tests.Warehouse.Support;
using Frontline.Warehouse.Loading;
using Xunit;

namespace Frontline.Tests.Warehouse;

/// <summary>Rates and costs in the warehouse: what money is worth by the rates there are, and which version of a row counts.</summary>
public sealed class BookTests : IAsyncLifetime
{
    private readonly WarehouseFixture fixture = new(new Game { Id = "g", Keys = [], Currency = "USD" });
    private readonly Signal signal = new();
    private LocalObjectStore lake = null!;
    private BookStore books = null!;
    private Loader loader = null!;

    private static CancellationToken Cancellation => WarehouseFixture.Cancellation;

    public ValueTask InitializeAsync()
    {
        lake = new LocalObjectStore(new PhysicalFileSystem(), fixture.LakeDirectory, new Random(1));
        books = new BookStore(lake);
        loader = new Loader(fixture.Warehouse, fixture.Warehouse, lake, lake, signal, new LoaderOptions(), fixture.Time);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        loader.Dispose();
        signal.Dispose();
        await fixture.DisposeAsync();
    }

    [Theory]
    [InlineData("2026-01-09", "1.10")] // a Friday with a fixing
    [InlineData("2026-01-11", "1.10")] // the Sunday after it
    [InlineData("2026-01-16", "1.10")] // 7 days later
    [InlineData("2026-01-17", null)] // 8 days later
    [InlineData("2026-01-08", null)] // before the first
    public async Task An_amount_is_converted_at_the_latest_fixing_at_most_seven_days_old(string date, string? dollars)
    {
        await AddRatesAsync(["2026-01-09", "EUR", "USD", "1.1"]);

        Assert.Equal(dollars is null ? "NULL" : dollars + "000000", await fixture.ValueAsync($"SELECT convert_money(1, 'EUR', 'USD', DATE '{date}')"));
    }

    [Fact]
    public async Task A_currency_without_a_rate_to_the_euro_goes_over_another_one_and_back()
    {
        await AddRatesAsync(["2026-01-09", "EUR", "USD", "1.25"], ["2026-01-10", "BTC", "USD", "50000"], ["2026-01-09", "GBP", "EUR", "1.2"]);

        Assert.Equal("40000.00000000|0.00002500|33333.33333333|7.00000000|NULL", await fixture.ValueAsync(
            """
            SELECT convert_money(1, 'BTC', 'EUR', DATE '2026-01-11'), convert_money(1, 'EUR', 'BTC', DATE '2026-01-11'), convert_money(1, 'BTC', 'GBP', DATE '2026-01-11'),
              convert_money(7, 'XAF', 'XAF', DATE '1990-01-01'), convert_money(7, 'XAF', 'EUR', DATE '2026-01-11')
            """));
    }

    [Fact]
    public async Task Columns_of_a_query_are_never_taken_for_those_of_the_rates()
    {
        await AddRatesAsync(["2026-01-09", "EUR", "USD", "1.1"], ["2026-01-09", "EUR", "JPY", "180"], ["2026-01-10", "EUR", "USD", "1.2"]);

        Assert.Equal(["EUR|1.20000000", "JPY|0.01333333", "USD|2.00000000"], await fixture.RowsAsync(
            "SELECT currency, convert_money(rate, currency, 'USD', date) FROM (VALUES ('EUR', 1, DATE '2026-01-10'), ('JPY', 2, DATE '2026-01-10'), ('USD', 2, DATE '2026-01-10')) AS rates (currency, rate, date) ORDER BY currency"));
    }

    [Fact]
    public async Task A_corrected_rate_counts_from_now_on_and_what_was_known_before_can_still_be_asked()
    {
        await AddRatesAsync(["2026-01-09", "EUR", "USD", "1.1"], ["2026-01-12", "EUR", "USD", "1.3"]);
        fixture.Time.Advance(TimeSpan.FromDays(1));
        await AddRatesAsync(["2026-01-09", "EUR", "USD", "1.2"]);

        Assert.Equal("1.2", await fixture.ValueAsync("SELECT per_euro FROM rate_days WHERE currency = 'USD' AND date = DATE '2026-01-10'"));
        Assert.Equal("1.1", await fixture.ValueAsync("SELECT per_euro FROM rate_days_known(TIMESTAMPTZ '2026-02-01 12:00:00+00') WHERE currency = 'USD' AND date = DATE '2026-01-10'"));
        Assert.Equal("0", await fixture.ValueAsync("SELECT count(*) FROM rate_days_known(TIMESTAMPTZ '2026-01-31 00:00:00+00')"));
        Assert.Equal(["1|1.100000000000000000|false", "2|1.200000000000000000|true"], await fixture.RowsAsync("SELECT version, rate, current FROM rates WHERE date = DATE '2026-01-09' ORDER BY version"));
    }

    [Fact]
    public async Task Revenue_in_the_games_own_currency()
    {
        await AddRatesAsync(["2026-01-30", "EUR", "USD", "1.5"]);
        await fixture.LoadAsync(
            new TestRow { Name = "purchase", Time = TestRow.At("2026-01-31T12:00:00Z"), Amount = 10m, Currency = "EUR" },
            new TestRow { Name = "purchase", Time = TestRow.At("2026-01-31T12:00:00Z"), Amount = 1m, Currency = "XAF" });

        Assert.Equal(["EUR|15.00000000", "XAF|NULL"], await fixture.RowsAsync(
            "SELECT currency, to_reporting_currency(amount, currency, utc_date, game) FROM player_day_revenue ORDER BY currency"));
    }

    [Fact]
    public async Task Books_are_loaded_once_and_are_there_again_after_a_rebuild()
    {
        await AddRatesAsync(["2026-01-09", "EUR", "USD", "1.1"]);
        await Task.WhenAll(loader.CatchUpAsync(Cancellation), loader.CatchUpAsync(Cancellation));
        await loader.RebuildAsync("It was asked for.", cancellation: Cancellation);
        await AddRatesAsync(["2026-01-10", "EUR", "USD", "1.2"]);

        Assert.Equal(["1|rates|1", "2|rates|1"], await fixture.RowsAsync("SELECT number, book, row_count FROM books ORDER BY number"));
        Assert.Equal("2", await fixture.ValueAsync("SELECT count(*) FROM rates"));
    }

    [Fact]
    public async Task A_corrected_cost_replaces_the_row_of_its_day_campaign_network_country_and_platform()
    {
        await AddCostsAsync(
            ["g", "2026-01-09", "Spring", "unity", "DE", "ios", "100.5", "USD", "10", null, null], ["g", "2026-01-09", "Spring", "unity", "DE", null, "7", "USD", null, null, null],
            ["h", "2026-01-09", "Spring", "unity", "DE", "ios", "1", "EUR", null, null, null]);
        await AddCostsAsync(["g", "2026-01-09", "Spring", "unity", "DE", "ios", "120", "USD", "11", "200", "3000"]);

        Assert.Equal(["ios|120.00000000|11|200|3000|2", "NULL|7.00000000|NULL|NULL|NULL|1"], await fixture.RowsAsync(
            "SELECT platform, cost, installs, clicks, impressions, version FROM costs ORDER BY platform NULLS LAST", game: "g"));
        Assert.Equal("4", await fixture.ValueAsync("SELECT count(*) FROM cost_versions"));
        Assert.Equal("3", await fixture.ValueAsync("SELECT count(*) FROM cost_versions WHERE current"));
    }

    private Task AddRatesAsync(params string?[][] rows) => AddAsync(Book.Rates, rows);

    private Task AddCostsAsync(params string?[][] rows) => AddAsync(Book.Costs, rows);

    private async Task AddAsync(Book book, string?[][] rows)
    {
        await books.AddAsync(book, "test", [new BookFile("test.csv", new string('a', 64))], rows, fixture.Time, Cancellation);
        await loader.CatchUpAsync(Cancellation);
    }
}
