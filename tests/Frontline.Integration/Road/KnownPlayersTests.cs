using System.Net;
using System.Text.Json;
using Frontline.Integration.Processes;
using Xunit;

namespace Frontline.Integration.Road;

/// <summary>A game's players from before Frontline, by the mapping in samples/known-players.</summary>
public sealed class KnownPlayersTests
{
    private static readonly string Sample = Path.Combine(AppContext.BaseDirectory, "samples", "known-players");

    [Fact]
    public async Task Known_players_keep_their_install_day_and_campaign_and_are_neither_active_nor_new()
    {
        await using var game = await RunningGame.StartAsync();

        Assert.Equal("24 events, 0 already", await ImportAsync(game, Path.Combine(Sample, "known_players.csv")));

        Assert.Equal("2025-02-27 applovin evergreen playable-2", await PlayerAsync(game, "k-0002"));
        Assert.Equal("2025-06-05 - - -", await PlayerAsync(game, "k-0001"));
        Assert.Equal((24, 0, 0), await CountsAsync(game));
        Assert.Equal((0, 0), await LiveAsync(game));

        // A player who comes back is active today and stays installed then, whatever is told of the campaign later; one who was never known is new.
        var answer = await game.SendAsync("""
            {"events": [
              {"name": "session_start", "player_id": "k-0002"}, {"name": "attribution", "player_id": "k-0002", "props": {"network": "other", "campaign": "reattributed"}},
              {"name": "session_start", "player_id": "unknown"}]}
            """);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        await game.Server.SettleAsync();

        Assert.Equal("2025-02-27 applovin evergreen playable-2", await PlayerAsync(game, "k-0002"));
        Assert.Equal((25, 2, 1), await CountsAsync(game));
        Assert.Equal((2, 1), await LiveAsync(game));
    }

    [Fact]
    public async Task Known_players_imported_twice_add_nothing_and_those_of_a_later_export_are_recognised()
    {
        await using var game = await RunningGame.StartAsync();
        await ImportAsync(game, Path.Combine(Sample, "known_players.csv"));

        Assert.Equal("0 events, 24 already", await ImportAsync(game, Path.Combine(Sample, "known_players.csv")));

        var export = Path.Combine(game.DataDirectory, "export.parquet");
        var sql = await game.RunAsync(
            "sql", "select player_id as player, installed_at, network, campaign, creative from players union all select 'k-0099', timestamptz '2025-12-31 12:00:00+00', 'n', 'c', null", "--format", "parquet", "--out", export);
        Assert.True(sql.ExitCode == 0, sql.Errors);
        Assert.Equal("25 events, 0 already", await ImportAsync(game, export));

        Assert.Equal("2025-12-31 n c -", await PlayerAsync(game, "k-0099"));
        Assert.Equal((25, 0, 0), await CountsAsync(game));
        Assert.Equal(25, (await game.Server.SqlAsync("select count(*) as n from events"))[0].GetProperty("n").GetInt64());
        Assert.Equal((0, 0), await LiveAsync(game));
    }

    [Fact]
    public async Task A_player_who_seemed_new_is_not_once_it_is_known_better()
    {
        await using var game = await RunningGame.StartAsync();
        await game.SendAsync("""{"events": [{"name": "session_start", "player_id": "k-0002"}]}""");
        await game.Server.SettleAsync();
        Assert.Equal((1, 1), await LiveAsync(game));

        await ImportAsync(game, Path.Combine(Sample, "known_players.csv"));

        Assert.Equal("2025-02-27 applovin evergreen playable-2", await PlayerAsync(game, "k-0002"));
        Assert.Equal((1, 0), await LiveAsync(game));
    }

    [Fact]
    public async Task Events_exported_as_parquet_are_imported_into_another_game_as_they_were()
    {
        await using var game = await RunningGame.StartAsync();
        Assert.Equal(0, (await game.RunAsync("init", "other")).ExitCode);
        await game.SendAsync("""{"events": [{"name": "house_visited", "player_id": "p1", "event_id": "e1", "time": "2026-01-02T03:04:05.123456Z", "platform": "ios", "props": {"coins": 1.10, "list": [1, {"a": null}]}}, {"name": "b", "player_id": "p2", "event_id": "e2"}]}""", await HistoryKeyAsync(game));
        await game.Server.SettleAsync();
        var folder = Path.Combine(game.DataDirectory, "export", "2026");
        Directory.CreateDirectory(folder);
        foreach (var id in (string[])["e1", "e2"])
        {
            var sql = await game.RunAsync(
                "sql", $"select name, player_id, event_id, time, session_id, platform, props from events where event_id = '{id}'", "--game", "mygame", "--format", "parquet", "--out", Path.Combine(folder, id + ".parquet"));
            Assert.True(sql.ExitCode == 0, sql.Errors);
        }

        var import = await game.RunAsync("import", "other", Path.Combine(game.DataDirectory, "export", "**", "*.parquet"), "--strict", "--format", "json");

        Assert.True(import.ExitCode == 0, import.Errors);
        using var result = JsonDocument.Parse(import.Output);
        Assert.Equal((2, 2), (result.RootElement.GetProperty("total").GetProperty("files").GetInt32(), result.RootElement.GetProperty("total").GetProperty("events").GetInt32()));
        var games = (await game.Server.SqlAsync("select game, string_agg(concat_ws(' ', name, player_id, event_id, time, platform, props), '; ' order by event_id) as rows from events group by game order by game")).EnumerateArray()
            .Select(row => row.GetProperty("rows").GetString()!.Replace(" ", "", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, games.Count);
        Assert.Equal(games[0], games[1]);
        Assert.Contains("""{"coins":1.10,"list":[1,{"a":null}]}""", games[0], StringComparison.Ordinal);
    }

    private static async Task<string> ImportAsync(RunningGame game, string file)
    {
        var import = await game.RunAsync("import", "mygame", file, "--map", Path.Combine(Sample, "mapping.yaml"), "--strict", "--format", "json");
        Assert.True(import.ExitCode == 0, import.Errors);
        using var result = JsonDocument.Parse(import.Output);
        var total = result.RootElement.GetProperty("total");
        return $"{total.GetProperty("events")} events, {total.GetProperty("already")} already";
    }

    private static async Task<string> PlayerAsync(RunningGame game, string id) => (await game.Server.SqlAsync(
        $"select concat_ws(' ', install_day, coalesce(network, '-'), coalesce(campaign, '-'), coalesce(creative, '-')) as player from players where player_id = '{id}'"))[0].GetProperty("player").GetString()!;

    /// <summary>Players, players ever active, and players installed today or yesterday.</summary>
    private static async Task<(long Players, long Active, long New)> CountsAsync(RunningGame game)
    {
        var counts = (await game.Server.SqlAsync("""
            select count(*) as players, count(*) filter (install_day >= current_date - 1) as new, (select count(distinct player_key) from player_days where active) as active from players
            """))[0];
        return (counts.GetProperty("players").GetInt64(), counts.GetProperty("active").GetInt64(), counts.GetProperty("new").GetInt64());
    }

    /// <summary>Active and new players of yesterday and today.</summary>
    private static async Task<(long Active, long New)> LiveAsync(RunningGame game)
    {
        using var live = JsonDocument.Parse(await game.Server.Client.GetStringAsync("api/live?game=mygame"));
        var days = live.RootElement.GetProperty("days").EnumerateArray().ToList();
        return (days.Sum(day => day.GetProperty("active_players").GetInt64()), days.Sum(day => day.GetProperty("new_players").GetInt64()));
    }

    private static async Task<string> HistoryKeyAsync(RunningGame game)
    {
        var added = await game.RunAsync("keys", "add", "mygame", "--kind", "history", "--format", "json");
        Assert.True(added.ExitCode == 0, added.Errors);
        using var json = JsonDocument.Parse(added.Output);
        return json.RootElement.GetProperty("key").GetString()!;
    }
}
