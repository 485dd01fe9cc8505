using System.Text.Json;
using Frontline.Tests.Commands;
using Xunit;

namespace Frontline.Tests.Books;

/// <summary><c>frontline costs import</c>: what it sends, and what it refuses before it sends anything.</summary>
public sealed class CostsCommandTests : IDisposable
{
    private const string Header = "date,campaign,network,country,platform,cost,currency,installs,clicks,impressions\n";

    private readonly CommandRun run = new();

    public CostsCommandTests() => run.Server.On("POST /api/games/candy/costs", """{"version":1,"added":1,"corrected":0,"already":0}""");

    public void Dispose() => run.Dispose();

    [Fact]
    public async Task A_row_is_sent_in_canonical_form()
    {
        Assert.Equal(0, await ImportAsync(Header + "2026-01-02,Spring,applovin,de,iOS,120.500,usd,10,200,\n"));

        Assert.Equal(["2026-01-02|Spring|applovin|DE|ios|120.5|USD|10|200|"], Sent());
    }

    [Theory]
    [InlineData("9999999999.99999999", "9999999999.99999999")]
    [InlineData("1.120000000000000000000", "1.12")]
    [InlineData("1.5e3", "1500")]
    [InlineData("1e-8", "0.00000001")]
    [InlineData("0.000000000000", "0")]
    public async Task A_cost_with_at_most_eight_digits_after_the_point_is_taken_to_the_last_of_them(string cost, string sent)
    {
        Assert.Equal(0, await ImportAsync(Header + $"2026-01-02,Spring,,,,{cost},USD,,,\n"));

        Assert.Equal([$"2026-01-02|Spring||||{sent}|USD|||"], Sent());
    }

    [Fact]
    public async Task Columns_currency_and_network_may_come_from_the_command_line()
    {
        Assert.Equal(0, await ImportAsync("Day,Campaign,Spend\n2026-01-02,Spring,0\n", "--column", "date=Day", "--column", "cost=Spend", "--currency", "usd", "--network", "unity"));

        Assert.Equal(["2026-01-02|Spring|unity|||0|USD|||"], Sent());
    }

    [Theory]
    [InlineData("2026-01-02,Spring,,,,-1,USD,,,", "line 2, column cost: '-1' is not a cost")]
    [InlineData("2026-01-02,Spring,,,,1.123456789,USD,,,", "line 2, column cost: '1.123456789' is not a cost; a number such as 120.50, not below zero, less than 10,000,000,000 and with at most 8 digits after the point, is expected.")]
    [InlineData("2026-01-02,Spring,,,,1e-9,USD,,,", "line 2, column cost: '1e-9' is not a cost")]
    [InlineData("2026-01-02,Spring,,,,1.00000000000000000000000000000000000001,USD,,,", "line 2, column cost: '1.0000000000000000")]
    [InlineData("2026-01-02,Spring,,,,9999999999.999999999,USD,,,", "line 2, column cost: '9999999999.999999999' is not a cost")]
    [InlineData("2026-01-02,Spring,,,,10000000000,USD,,,", "line 2, column cost: '10000000000' is not a cost")]
    [InlineData("2026-01-02,,,,,1,USD,,,", "line 2, column campaign: The cell is empty.")]
    [InlineData("2026-01-02,Spring,,,,1,USS,,,", "line 2, column currency: 'USS' is not a currency")]
    [InlineData("2026-01-02,Spring,,QQ,,1,USD,,,", "line 2, column country: 'QQ' is not a country")]
    [InlineData("2026-01-02,Spring,,,fridge,1,USD,,,", "line 2, column platform: 'fridge' is not a platform")]
    [InlineData("2026-01-02,Spring,,,,1,USD,1.5,,", "line 2, column installs: '1.5' is not a count")]
    [InlineData("2026-01-02,Spring,,,,1,USD,,,\n2026-01-02,Spring,,,,2,USD,,,", "line 3: candy 2026-01-02 Spring: cost is 2 here and 1 in line 2.")]
    public async Task What_is_wrong_is_told_with_its_place_and_nothing_is_sent(string rows, string expected)
    {
        Assert.Equal(3, await ImportAsync(Header + rows + "\n"));

        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Server.Requests);
    }

    [Fact]
    public async Task Columns_that_are_missing_are_told_together()
    {
        Assert.Equal(3, await ImportAsync("date,campaign,amount\n2026-01-02,Spring,1\n"));

        Assert.Contains("There is no column 'cost' among date, campaign, amount.", run.Error, StringComparison.Ordinal);
        Assert.Contains("There is no column 'currency'", run.Error, StringComparison.Ordinal);
    }

    private async Task<int> ImportAsync(string content, params string[] options) =>
        await run.RunAsync(["costs", "import", run.Folder.Write("costs.csv", content), "--game", "candy", .. options, "--server", "http://frontline.example"]);

    private List<string> Sent() =>
        [.. JsonDocument.Parse(Assert.Single(run.Server.Requests)["POST /api/games/candy/costs ".Length..]).RootElement.GetProperty("rows").EnumerateArray()
            .Select(row => string.Join('|', row.EnumerateArray().Select(cell => cell.GetString())))];
}
