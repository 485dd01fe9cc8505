using System.Globalization;
using System.Text.Json;
using Frontline.Integration.Processes;
using Frontline.SampleGame.Books;
using Frontline.SampleGame.Worlds;
using Xunit;

namespace Frontline.Integration.SampleGame;

/// <summary>The whole road against exact answers that its code had no part in.</summary>
public sealed class TruthTests(PlayedWorld played) : IClassFixture<PlayedWorld>
{
    public static TheoryData<string> Mistakes => [.. Questions.Mistakes.Keys];

    [Fact]
    public async Task The_warehouse_and_the_ledger_say_what_the_generator_knows()
    {
        var truth = Answers.Of(played.Truth);
        Assert.True(truth.Count > 500, $"The truth has {truth.Count} numbers only.");
        Assert.Empty((await played.AskAsync(Questions.All)).DifferencesFrom(truth));
    }

    [Fact]
    public async Task The_live_windows_say_what_the_generator_knows()
    {
        var truth = Answers.LiveOf(played.Truth);
        Assert.True(truth.Count > 10, $"The truth has {truth.Count} live numbers only.");
        Assert.Empty(Answers.LiveOf(await played.LiveAsync()).DifferencesFrom(truth));
    }

    [Fact]
    public async Task The_metrics_say_what_the_generator_knows()
    {
        var truth = Answers.Of(played.Truth).Only(MetricQuestions.All.Select(question => question.Name).Distinct());
        Assert.True(truth.Count > 400, $"The truth has {truth.Count} numbers only.");
        Assert.Empty((await played.AskAsync(MetricQuestions.All)).DifferencesFrom(truth));
    }

    [Fact]
    public async Task Revenue_is_the_sum_of_its_parts_and_ratios_are_what_they_say()
    {
        var days = $"from={played.Truth.Days[0].Day:yyyy-MM-dd}&to={played.Truth.Days[^1].Day:yyyy-MM-dd}";
        var dollars = (await played.Server.SqlAsync("SELECT sum(to_reporting_currency(amount, currency, utc_date, game))::VARCHAR AS dollars FROM player_day_revenue WHERE kind <> 'refund'"))[0].GetProperty("dollars").GetString()!;
        var revenue = await played.MetricAsync($"revenue/values?{days}&period=total");
        var arpdau = await played.MetricAsync($"arpdau/values?{days}");
        var byCountry = await played.MetricAsync($"revenue/values?{days}&period=total&by=country");

        Assert.Equal(decimal.Parse(dollars, CultureInfo.InvariantCulture), Value(revenue.GetProperty("rows")[0], "value"), precision: 4);
        Assert.Equal(Value(revenue.GetProperty("rows")[0], "value"), byCountry.GetProperty("rows").EnumerateArray().Sum(row => Value(row, "value")), precision: 4);
        Assert.Equal(Value(revenue.GetProperty("rows")[0], "value"), arpdau.GetProperty("rows").EnumerateArray().Sum(row => Value(row, "numerator")), precision: 4);
        Assert.All(arpdau.GetProperty("rows").EnumerateArray().Where(row => Value(row, "denominator") > 0), row =>
            Assert.Equal(Value(row, "numerator") / Value(row, "denominator"), Value(row, "value"), precision: 10));
        Assert.Equal((decimal)played.Truth.Days.Sum(day => day.ActivePlayers), arpdau.GetProperty("rows").EnumerateArray().Sum(row => Value(row, "denominator")));

        static decimal Value(JsonElement row, string field) => row.GetProperty(field).GetDecimal();
    }

    [Fact]
    public async Task What_a_campaigns_players_earned_less_what_they_cost_is_their_value_less_their_price()
    {
        var days = $"from={played.Truth.Days[0].Day:yyyy-MM-dd}&to={played.Truth.Until.AddDays(-10):yyyy-MM-dd}&period=total&by=campaign&where=campaign%20is%20not%20null";
        var less = Rows(await played.MetricAsync($"ltv_less_cpi_d7/values?{days}"));
        var value = Rows(await played.MetricAsync($"ltv_d7/values?{days}"));
        var price = Rows(await played.MetricAsync($"cpi/values?{days}"));

        Assert.True(less.Count > 2);
        Assert.All(less, campaign => Assert.Equal(value[campaign.Key] - price[campaign.Key], campaign.Value, 1e-6));

        static Dictionary<string, double> Rows(JsonElement answer) =>
            answer.GetProperty("rows").EnumerateArray().ToDictionary(row => row.GetProperty("dimensions").GetProperty("campaign").GetString()!, row => row.GetProperty("value").GetDouble());
    }

    [Fact]
    public async Task A_grid_of_returns_on_ad_spend_has_in_its_cells_what_the_metric_says_of_the_day()
    {
        var days = $"from={played.Truth.Days[0].Day:yyyy-MM-dd}&to={played.Truth.Days[^1].Day:yyyy-MM-dd}&period=total&by=campaign";
        var grid = await played.MetricAsync($"roas/grid?{days}&ages=7..7");
        var metric = await played.MetricAsync($"roas_d7/values?{days}&where=campaign%20is%20not%20null");

        Assert.Equal(
            metric.GetProperty("rows").EnumerateArray().Select(row => (row.GetProperty("dimensions").GetProperty("campaign").GetString(), row.GetProperty("value").GetDouble())).Order(),
            grid.GetProperty("cells").EnumerateArray().Select(cell => (cell.GetProperty("dimensions").GetProperty("campaign").GetString(), cell.GetProperty("value").GetDouble())).Order());
        Assert.True(grid.GetProperty("cells").GetArrayLength() > 2);
        Assert.Equal(grid.GetProperty("cells").GetArrayLength(), grid.GetProperty("payback").GetArrayLength());
    }

    [Fact]
    public async Task Money_is_converted_by_the_rate_of_its_date_or_the_last_one_before()
    {
        var fixings = ExchangeRates.Of(new SampleWorld(played.Truth.World), DateOnly.FromDateTime(played.Truth.Until.UtcDateTime)).ToList();
        var rows = await played.Server.SqlAsync("""
            SELECT utc_date::VARCHAR AS date, currency, sum(amount)::VARCHAR AS amount, sum(to_reporting_currency(amount, currency, utc_date, game))::VARCHAR AS dollars
            FROM player_day_revenue GROUP BY utc_date, currency
            """);

        Assert.True(rows.GetArrayLength() > 50, $"{rows.GetArrayLength()} rows");
        foreach (var row in rows.EnumerateArray())
        {
            var date = DateOnly.ParseExact(row.GetProperty("date").GetString()!, "O", CultureInfo.InvariantCulture);
            var fixing = fixings.Last(fixing => fixing.Date <= date);
            var expected = Decimal(row, "amount") / PerEuro(fixing, row.GetProperty("currency").GetString()!) * PerEuro(fixing, "USD");

            // Each row of the sum is rounded to eight digits.
            Assert.Equal(expected, Decimal(row, "dollars"), precision: 5);
        }

        static decimal Decimal(JsonElement row, string name) => decimal.Parse(row.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);

        static decimal PerEuro(ExchangeRates fixing, string currency) => currency == ExchangeRates.Base ? 1 : fixing.PerEuro[ExchangeRates.Currencies.ToList().IndexOf(currency)];
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_planted_mistake_is_found(string mistake)
    {
        var wrong = Questions.Mistakes[mistake];
        var differences = (await played.AskAsync(wrong)).DifferencesFrom(Answers.Of(played.Truth).Only(wrong.Name));
        Assert.NotEmpty(differences);
        TestContext.Current.TestOutputHelper?.WriteLine($"{differences.Count} numbers are wrong: {differences[0]}");
    }

    [Fact]
    public async Task The_audit_is_even()
    {
        var audit = await FrontlineProcess.RunAsync(["audit", "--data", played.Server.DataDirectory]);
        Assert.True(audit.ExitCode == 0, audit.Output + audit.Errors);
    }
}
