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
