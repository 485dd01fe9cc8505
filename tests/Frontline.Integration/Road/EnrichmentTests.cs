using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Frontline.Integration.Processes;
using Frontline.Testing;
using Xunit;

namespace Frontline.Integration.Road;

/// <summary>What the road adds to events, from the request to the tables.</summary>
public sealed class EnrichmentTests
{
    [Fact]
    public async Task Installs_by_campaign_are_those_the_sample_game_counted_itself()
    {
        await using var game = await RunningGame.StartAsync();
        using var directory = new TemporaryDirectory();
        var files = await FrontlineProcess.RunAsync(["demo", "files", directory.Path, "--players", "400", "--days", "10"]);
        Assert.True(files.ExitCode == 0, files.Errors);
        var import = await FrontlineProcess.RunAsync(["import", "mygame", .. Directory.GetFiles(directory.Path, "*.ndjson.gz"), "--data", game.DataDirectory]);
        Assert.True(import.ExitCode == 0, import.Errors);
        await game.Server.SettleAsync();

        using var truth = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(directory.Path, "truth.json"), TestContext.Current.CancellationToken));
        var counted = await game.Server.SqlAsync("select campaign, network, count(*) as installs from players where install_day is not null group by campaign, network");

        Assert.Equal(
            truth.RootElement.GetProperty("campaigns").EnumerateArray().Select(Text).Order(StringComparer.Ordinal),
            counted.EnumerateArray().Select(Text).Order(StringComparer.Ordinal));

        static string Text(JsonElement row) => $"{row.GetProperty("network")} {row.GetProperty("campaign")} {row.GetProperty("installs")}";
    }

    [Fact]
    public async Task A_request_tells_place_device_and_bots()
    {
        await using var game = await RunningGame.StartAsync(environment: new Dictionary<string, string>
        {
            ["FRONTLINE__ENRICHMENT__GEO_DATABASE"] = TestEnvironment.RequireShared("data/maxmind/test-data/GeoIP2-City-Test.mmdb"),
            ["FRONTLINE__RECEIVER__TRUSTED_PROXIES"] = "127.0.0.0/8,::1",
        });
        await SendAsync(game, "web", "Mozilla/5.0 (iPhone; CPU iPhone OS 17_1_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1.2 Mobile/15E148 Safari/604.1");
        await SendAsync(game, "crawler", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)");
        await game.Server.SettleAsync();

        var rows = await game.Server.SqlAsync("select player_id || ' ' || country || ' ' || coalesce(device_model, '-') || ' ' || (extra->>'$.enriched.region') || ' ' || flags || ' ' || test as row from all_data.events order by player_id");
        Assert.Equal(
            ["crawler CN - CN-22 bot,country_from_address true", "web CN iPhone CN-22 country_from_address,device_from_agent false"],
            rows.EnumerateArray().Select(row => row.GetProperty("row").GetString()!));
    }

    private static async Task SendAsync(RunningGame game, string player, string agent)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/events")
        {
            Content = new StringContent($$"""{"events":[{"name":"opened","player_id":"{{player}}"}]}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", game.WriteKey);
        Assert.True(request.Headers.TryAddWithoutValidation("User-Agent", agent));
        request.Headers.Add("X-Forwarded-For", "175.16.199.77");
        using var response = await game.Server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
    }
}
