using System.Text.Json;
using Frontline.Books;
using Frontline.Client.Contracts;
using Frontline.SampleGame.Books;
using Frontline.Testing;
using Frontline.Tests.Commands;
using Xunit;

namespace Frontline.Tests.Books;

/// <summary><c>frontline rates import</c>: what it sends, and what it refuses before it sends anything.</summary>
public sealed class RatesCommandTests : IDisposable
{
    private const string Wide = "Date,USD,JPY,ISK,\n2026-04-13,1.1684,186.75,N/A,\n2026-04-10,1.1710,186.43,143.2,\n";

    private readonly CommandRun run = new();

    public RatesCommandTests() => run.Server.On("POST /api/rates", """{"version":1,"added":5,"corrected":0,"already":0}""");

    public void Dispose() => run.Dispose();

    [Fact]
    public async Task The_banks_table_becomes_a_row_for_each_rate_and_its_gaps_none()
    {
        Assert.Equal(0, await ImportAsync(Wide, "--source", "ecb", "--format", "json"));

        Assert.Equal(
            ["2026-04-13 EUR USD 1.1684", "2026-04-13 EUR JPY 186.75", "2026-04-10 EUR USD 1.171", "2026-04-10 EUR JPY 186.43", "2026-04-10 EUR ISK 143.2"],
            Sent());
        Assert.Equal("ecb", Request().GetProperty("source").GetString());
        Assert.Equal("rates.csv", Request().GetProperty("files")[0].GetProperty("name").GetString());
        var printed = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal((5, 5, 1), (printed.GetProperty("rows").GetInt32(), printed.GetProperty("added").GetInt32(), printed.GetProperty("version").GetInt32()));
    }

    [Theory]
    [InlineData("date,base,quote,rate\n2026-01-02,eur,usd,1.10\n", "2026-01-02 EUR USD 1.1")]
    [InlineData("Rate,Pair,Date\n1e-5,USD/BTC,2026-01-02\n", "2026-01-02 USD BTC 0.00001")]
    public async Task A_row_for_each_rate_is_told_by_the_header(string content, string expected)
    {
        Assert.Equal(0, await ImportAsync(content));

        Assert.Equal([expected], Sent());
    }

    [Fact]
    public async Task A_file_of_dates_and_prices_takes_its_pair_and_its_column_from_the_command_line()
    {
        Assert.Equal(0, await ImportAsync("Date,Open,Close\n2020-03-25,6738.716797,6681.062988\n2020-03-26,1,null\n", "--pair", "BTC-USD", "--column", "rate=Close"));

        Assert.Equal(["2020-03-25 BTC USD 6681.062988"], Sent());
    }

    [Fact]
    public async Task A_gap_that_no_rate_reaches_over_is_told_and_allowed()
    {
        run.Server.On("POST /api/rates", """{"version":1,"added":5,"corrected":0,"already":0,"gaps":[{"base":"EUR","quote":"ISK","from":"2008-12-17","to":"2018-01-31"}]}""");

        Assert.Equal(0, await ImportAsync(Wide, "--format", "json"));

        Assert.Contains("EUR/ISK has no rate from 2008-12-17 to 2018-01-31; money of these days stays unconverted.", run.Error, StringComparison.Ordinal);
        Assert.Equal("2018-01-31", JsonDocument.Parse(run.Output).RootElement.GetProperty("gaps")[0].GetProperty("to").GetString());
    }

    [Theory]
    [InlineData("Date,USD\n2026-01-02,-1.1\n", "line 2, column USD: '-1.1' is not a rate; a number above zero such as 1.0843 is expected.")]
    [InlineData("Date,USD\n2026-01-02,0\n", "line 2, column USD: '0' is not a rate; a number above zero")]
    [InlineData("Date,USD\n2026-01-02,\"1,1\"\n", "line 2, column USD: '1,1' is not a rate")]
    [InlineData("Date,USD,EURO\n2026-01-02,1.1,1\n", "line 1, column 3: 'EURO' is not a currency that is known here")]
    [InlineData("Date,USD\n02.01.2026,1.1\n", "line 2, column Date: '02.01.2026' is not a date; one such as 2026-01-31 is expected.")]
    [InlineData("Date,USD\n2026-01-02,1.1\n2026-01-05,1.1\n2026-01-02,1.2\n", "line 4: 2026-01-02 EUR USD: rate is 1.2 here and 1.1 in line 2.")]
    [InlineData("Date,USD\n2026-01-02\n", "line 2: The row has 1 fields; 2 are expected.")]
    [InlineData("Day,USD\n2026-01-02,1.1\n", "line 1: This is no table of rates: its first column is 'Day'")]
    [InlineData("date,base,rate\n2026-01-02,EUR,1.1\n", "line 1: There is no column 'quote' among date, base, rate.")]
    [InlineData("date,base,quote,rate\n2026-01-02,XXX,USD,1.1\n", "line 2, column base: 'XXX' is not a currency")]
    [InlineData("date,base,quote,rate\n2026-01-02,USD,USD,1.1\n", "line 2: The rate is from USD to itself.")]
    [InlineData("", "is empty; a header row is expected.")]
    [InlineData("{\"date\": \"2026-01-02\"}\n", "is NDJSON; CSV with a header row is expected.")]
    public async Task What_is_wrong_is_told_with_its_place_and_nothing_is_sent(string content, string expected)
    {
        Assert.Equal(3, await ImportAsync(content));

        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Contains("rates.csv", run.Error, StringComparison.Ordinal);
        Assert.Contains("Nothing was imported.", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Server.Requests);
    }

    [Fact]
    public async Task A_file_that_is_said_to_be_the_banks_and_is_not_is_refused()
    {
        Assert.Equal(3, await ImportAsync("base,quote,rate,date\nEUR,USD,1.1,2026-01-02\n", "--source", "ecb"));

        Assert.Contains("This is not the ECB's table: its first column is 'base'; 'Date' is expected", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Server.Requests);
    }

    [Fact]
    public async Task The_same_rate_twice_is_one_row()
    {
        Assert.Equal(0, await ImportAsync("Date,USD\n2026-01-02,1.1\n2026-01-02,1.10\n"));

        Assert.Equal(["2026-01-02 EUR USD 1.1"], Sent());
    }

    [Fact]
    public async Task A_pattern_is_all_the_files_that_match_it()
    {
        run.Folder.Write("b-2026.csv", "Date,USD\n2026-01-02,1.1\n");
        var first = run.Folder.Write("a-2026.csv", "Date,USD\n2026-01-05,1.2\n");

        Assert.Equal(0, await run.RunAsync("rates", "import", Path.Combine(Path.GetDirectoryName(first)!, "?-2026.csv"), "--server", "http://frontline.example"));

        Assert.Equal(["2026-01-05 EUR USD 1.2", "2026-01-02 EUR USD 1.1"], Sent());
    }

    [Theory]
    [InlineData("--pair", "BTC/ZZZ")]
    [InlineData("--base", "ZZZ")]
    [InlineData("--column", "rat=Close")]
    public async Task A_wrong_option_is_wrong_usage(string option, string value)
    {
        Assert.Equal(2, await ImportAsync(Wide, option, value));

        Assert.Contains($"{option} is '{value}'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_banks_whole_history_is_read()
    {
        var file = TestEnvironment.RequireShared("data/fx_ecb/eurofxref-hist.csv");

        Assert.Equal(0, await run.RunAsync("rates", "import", file, "--source", "ecb", "--server", "http://frontline.example"));

        var sent = Sent();
        Assert.Equal(217_555, sent.Count);
        Assert.Contains("2008-12-09 EUR ISK 290", sent);
        Assert.Contains(new RateGap("EUR", "ISK", "2008-12-17", "2018-01-31"), new RateGaps(sent.Select(row => row.Split(' '))).Find());
    }

    [Fact]
    public async Task The_table_of_the_sample_game_is_read()
    {
        using var table = new StringWriter();
        ExchangeRates.WriteCsv(table, ExchangeRates.Between(new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 5)));

        Assert.Equal(0, await ImportAsync(table.ToString(), "--source", "ecb"));

        Assert.Equal(3 * 7, Sent().Count);
        Assert.StartsWith("2026-01-05 EUR USD 1.", Sent()[0], StringComparison.Ordinal);
        Assert.StartsWith("2026-01-01 EUR AUD 1.", Sent()[^1], StringComparison.Ordinal);
    }

    private async Task<int> ImportAsync(string content, params string[] options) =>
        await run.RunAsync(["rates", "import", run.Folder.Write("rates.csv", content), .. options, "--server", "http://frontline.example"]);

    private JsonElement Request() => JsonDocument.Parse(Assert.Single(run.Server.Requests)["POST /api/rates ".Length..]).RootElement;

    private List<string> Sent() => [.. Request().GetProperty("rows").EnumerateArray().Select(row => string.Join(' ', row.EnumerateArray().Select(cell => cell.GetString())))];
}
