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
    public async Task Rejects_are_replayed_once_after_the_plan_was_mended_with_the_times_they_had_also_after_a_kill()
    {
        const string Jump = """{"events":[{"name":"jump","player_id":"p"}]}""";
        await using var game = await RunningGame.StartAsync("mygame");
        await game.PlanAsync("jump", """{"type":"object","properties":{"height":{"type":"integer"}},"required":["height"]}""", Jump, isRecorded: false);
        var body = """{"sent_at":"2026-01-01T00:00:00Z","context":{"platform":"ios"},"events":[{"name":"jump","player_id":"p","event_id":"e1","time":"2025-12-31T23:59:00Z"},{"name":"jump","player_id":"p","time":"2025-12-31T23:59:00Z"},{"name":"jump","player_id":"p","time":"2025-12-31T23:59:00Z"},{"name":"","player_id":"p"},{"name":"ok","player_id":"p"}]}""";
        await game.SendAsync(body);
        await game.Server.SettleAsync();
        Assert.Equal(4, await CountAsync(game.Server, "select count(*) as n from rejects"));

        var nothing = await game.RunAsync("rejects", "replay");
        Assert.Equal((2, ""), (nothing.ExitCode, nothing.Output));
        var unknown = await game.RunAsync("rejects", "replay", "0123456789ab-99-0");
        Assert.Equal(3, unknown.ExitCode);
        Assert.Contains("There is no reject 0123456789ab-99-0.", unknown.Errors, StringComparison.Ordinal);

        await game.PlanAsync("jump", """{"type":"object","properties":{"height":{"type":"integer"}}}""", Jump, isRecorded: true);
        var dry = await game.RunAsync("rejects", "replay", "--all", "--dry-run", "--format", "json");
        Assert.True(dry.ExitCode == 0, dry.Errors);
        Assert.Equal((4, 0, 3, 1), Counts(dry.Output));
        Assert.Equal(4, await CountAsync(game.Server, "select count(*) as n from rejects"));

        var replay = await game.RunAsync("rejects", "replay", "--game", "mygame", "--name", "jump", "--format", "json");
        Assert.True(replay.ExitCode == 0, replay.Errors);
        Assert.Equal((3, 0, 3, 0), Counts(replay.Output));
        const string Replayed = "select count(*) as n from events join rejects on events.replay_of = rejects.reject_id where events.received_at = rejects.received_at and events.platform = 'ios' and not events.live and events.time between events.received_at - interval 61 second and events.received_at - interval 59 second";
        Assert.Equal(3, await CountAsync(game.Server, Replayed));

        await game.Server.KillAsync();
        await using var server = await FrontlineProcess.StartAsync(game.DataDirectory);
        await File.WriteAllTextAsync(Path.Combine(game.DataDirectory, "patch.json"), """[{"op":"replace","path":"/name","value":"mended"}]""");
        var again = await game.RunAsync("rejects", "replay", "--all", "--patch", Path.Combine(game.DataDirectory, "patch.json"), "--format", "json");
        Assert.True(again.ExitCode == 0, again.Errors);
        Assert.Equal((1, 3, 1, 0), Counts(again.Output));
        var third = await game.RunAsync("rejects", "replay", "--all", "--format", "json");
        Assert.Equal((0, 4, 0, 0), Counts(third.Output));
        Assert.Equal(5, await CountAsync(server, "select count(*) as n from events"));
        Assert.Equal(1, await CountAsync(server, "select count(*) as n from events where name = 'mended' and replay_of is not null"));
        Assert.Equal(0, await CountAsync(server, "select count(*) as n from ledger where not even or received <> 9 or recorded <> 5 or rejected <> 4 or duplicate <> 0"));
        var audit = await game.RunAsync("audit");
        Assert.True(audit.ExitCode == 0, audit.Output + audit.Errors);
    }

    [Fact]
    public async Task A_patch_that_does_not_fit_one_reject_names_it_and_nothing_is_sent_and_a_replay_may_be_rejected_again()
    {
        await using var game = await RunningGame.StartAsync("mygame");
        await game.SendAsync("""{"events":[{"name":"","player_id":"p","a":1},{"name":"","player_id":"p"}]}""");
        await game.Server.SettleAsync();
        var patch = Path.Combine(game.DataDirectory, "patch.json");

        await File.WriteAllTextAsync(patch, """{"op":"remove"}""");
        Assert.Equal(2, (await game.RunAsync("rejects", "replay", "--all", "--patch", patch)).ExitCode);

        await File.WriteAllTextAsync(patch, """[{"op":"remove","path":"/a"}]""");
        var misfit = await game.RunAsync("rejects", "replay", "--all", "--patch", patch);
        Assert.Equal(3, misfit.ExitCode);
        Assert.Contains("-1: The patch does not apply to it. Operation 0 names '/a', and there is nothing.", misfit.Errors, StringComparison.Ordinal);
        Assert.Equal(2, await CountAsync(game.Server, "select count(*) as n from rejects"));

        var replay = await game.RunAsync("rejects", "replay", "--code", "empty");
        Assert.True(replay.ExitCode == 0, replay.Errors);
        Assert.Contains("2 rejects replayed: 0 recorded, 2 rejected again", replay.Output, StringComparison.Ordinal);
        Assert.Equal(2, await CountAsync(game.Server, "select count(*) as n from rejects a join rejects b on a.replay_of = b.reject_id where a.context is null and b.context is null"));
    }

    private static (int Replayed, int Already, int Recorded, int Rejected) Counts(string json)
    {
        using var document = JsonDocument.Parse(json);
        int Of(string name) => document.RootElement.GetProperty(name).GetInt32();
        return (Of("replayed"), Of("already"), Of("recorded"), Of("rejected"));
    }

    private static async Task<long> CountAsync(FrontlineProcess server, string sql) => (await server.SqlAsync(sql))[0].GetProperty("n").GetInt64();

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
