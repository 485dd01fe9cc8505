using System.Text.Json;
using Frontline.Integration.Processes;
using Xunit;

namespace Frontline.Integration.Road;

/// <summary>What a programmer sees of events that were rejected.</summary>
public sealed class RejectsTests
{
    [Fact]
    public async Task Rejects_are_listed_by_reason_and_each_is_shown_with_its_event_as_sent()
    {
        await using var game = await RunningGame.StartAsync("mygame");
        Assert.Equal(System.Net.HttpStatusCode.OK, (await game.SendAsync("""{"context":{"platform":"ios"},"events":[{"name":"ok","player_id":"p"},{"name":"","player_id":"q"},{"name":"","player_id":"r"},{"name":"purchase","player_id":"p","props":{"amount":"x"}}]}""")).Status);
        await game.Server.SettleAsync();

        var list = await FrontlineProcess.RunAsync(["rejects", "list", "--game", "mygame", "--since", "1h", "--format", "json", "--data", game.DataDirectory]);
        Assert.True(list.ExitCode == 0, list.Errors);
        using var groups = JsonDocument.Parse(list.Output);
        Assert.Equal(["empty 2", "missing, not_a_number 1"], groups.RootElement.EnumerateArray().Select(group => $"{string.Join(", ", group.GetProperty("codes").GetString()!.Split(", ").Order(StringComparer.Ordinal))} {group.GetProperty("count")}"));

        var id = groups.RootElement[0].GetProperty("example").GetString()!;
        var show = await FrontlineProcess.RunAsync(["rejects", "show", id, "--data", game.DataDirectory]);
        Assert.True(show.ExitCode == 0, show.Errors);
        Assert.Contains("At /name: name must not be empty.", show.Output, StringComparison.Ordinal);
        Assert.Contains("\"platform\": \"ios\"", show.Output, StringComparison.Ordinal);

        var unknown = await FrontlineProcess.RunAsync(["rejects", "show", "abc-1-1", "--data", game.DataDirectory]);
        Assert.Equal(3, unknown.ExitCode);
    }

    [Fact]
    public async Task An_event_is_tried_without_being_sent()
    {
        await using var game = await RunningGame.StartAsync("mygame");
        var (status, text) = await game.TryAsync("""{"events":[{"name":"ok","player_id":"p"},{"name":"purchase","player_id":"p","props":{"amount":"x"}}]}""");
        Assert.Equal(System.Net.HttpStatusCode.OK, status);
        using var verdict = JsonDocument.Parse(text);
        Assert.Equal((1, 1), (verdict.RootElement.GetProperty("recorded").GetInt32(), verdict.RootElement.GetProperty("rejected").GetInt32()));
        await game.Server.SettleAsync();
        Assert.Equal(0, (await game.Server.SqlAsync("select (select count(*) from all_data.events) + (select count(*) from all_data.rejects) + (select count(*) from all_data.ledger) as n"))[0].GetProperty("n").GetInt64());
    }

    [Fact]
    public async Task A_reject_can_be_followed_as_soon_as_it_is_recorded()
    {
        await using var game = await RunningGame.StartAsync("mygame");
        await game.SendAsync("""{"events":[{"name":"","player_id":"q"}]}""");
        await game.Server.SettleAsync();
        using var page = JsonDocument.Parse(await game.Server.Client.GetStringAsync(new Uri("api/rejects/recent?after=0&game=mygame", UriKind.Relative), TestContext.Current.CancellationToken));
        var reject = Assert.Single(page.RootElement.GetProperty("rejects").EnumerateArray());
        Assert.Equal("name must not be empty.", reject.GetProperty("violations")[0].GetProperty("message").GetString());
    }
}
