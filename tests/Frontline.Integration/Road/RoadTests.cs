using System.Globalization;
using System.Net;
using System.Text.Json;
using Frontline.Integration.Processes;
using Frontline.Statistics;
using Frontline.Testing;
using Xunit;

namespace Frontline.Integration.Road;

/// <summary>The road as its users walk it: a server in a process of its own, HTTP in, SQL and the live page out.</summary>
public sealed class RoadTests
{
    [Fact]
    public async Task An_event_that_was_sent_is_counted_live_and_by_sql()
    {
        await using var game = await RunningGame.StartAsync();

        var answer = await game.SendAsync("""{"events":[{"name":"purchase","player_id":"p1","props":{"product":"gems","amount":"1.99","currency":"USD","transaction_id":"t1"}}]}""");
        await game.Server.SettleAsync();

        Assert.Equal((HttpStatusCode.OK, """{"accepted":1}"""), answer);
        var purchase = (await game.Server.SqlAsync("select amount, currency, player_id from purchases"))[0];
        Assert.Equal(1.99m, purchase.GetProperty("amount").GetDecimal());
        using var live = JsonDocument.Parse(await game.Server.Client.GetStringAsync("api/live?game=mygame"));
        Assert.Contains("\"purchases\"", live.RootElement.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_bad_event_among_a_thousand_is_kept_as_a_reject_and_harms_none_of_its_neighbours()
    {
        await using var game = await RunningGame.StartAsync();
        var events = Enumerable.Range(0, 1000).Select(i => i == 500 ? """{"name":"level_start","props":{}}""" : string.Create(CultureInfo.InvariantCulture, $$$"""{"name":"level_start","player_id":"p{{{i}}}","event_id":"e{{{i}}}","props":{"level":1}}"""));

        var answer = await game.SendAsync($$"""{"events":[{{string.Join(',', events)}}]}""");
        await game.Server.SettleAsync();

        Assert.Equal((HttpStatusCode.OK, """{"accepted":1000}"""), answer);
        var counted = (await game.Server.SqlAsync("select (select count(*) from events) as events, (select count(*) from rejects) as rejects, (select max(codes)::varchar from rejects) as codes"))[0];
        Assert.Equal(999, counted.GetProperty("events").GetInt64());
        Assert.Equal(1, counted.GetProperty("rejects").GetInt64());
        Assert.Contains("missing", counted.GetProperty("codes").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_retried_batch_counts_once_and_the_audit_finds_everything()
    {
        await using var game = await RunningGame.StartAsync();
        const string Batch = """{"events":[{"name":"level_start","player_id":"p","event_id":"1","props":{"level":3}},{"name":"level_fail","player_id":"p","event_id":"2","props":{"level":3}}]}""";

        await game.SendAsync(Batch);
        await game.SendAsync(Batch);
        await game.Server.SettleAsync();

        Assert.Equal(2, (await game.Server.SqlAsync("select count(*) as n from events"))[0].GetProperty("n").GetInt64());
        var ledger = (await game.Server.SqlAsync("select sum(received)::bigint as received, sum(recorded)::bigint as recorded, sum(duplicate)::bigint as duplicate from ledger"))[0];
        Assert.Equal((4L, 2L, 2L), (ledger.GetProperty("received").GetInt64(), ledger.GetProperty("recorded").GetInt64(), ledger.GetProperty("duplicate").GetInt64()));
        var audit = await FrontlineProcess.RunAsync(["audit", "--data", game.DataDirectory]);
        Assert.True(audit.ExitCode == 0, audit.Output + audit.Errors);
        var verify = await FrontlineProcess.RunAsync(["lake", "verify", "--data", game.DataDirectory]);
        Assert.True(verify.ExitCode == 0, verify.Output + verify.Errors);
    }

    [Fact]
    public async Task A_deleted_data_file_is_found_by_the_audit_with_exit_code_1()
    {
        await using var game = await RunningGame.StartAsync();
        await game.SendAsync("""{"events":[{"name":"a","player_id":"p"}]}""");
        await game.Server.SettleAsync();
        await game.Server.InterruptAsync();
        var file = Directory.EnumerateFiles(Path.Combine(game.DataDirectory, "lake"), "*.parquet", SearchOption.AllDirectories).First();
        File.Delete(file);

        var audit = await FrontlineProcess.RunAsync(["audit", "--data", game.DataDirectory]);

        Assert.Equal(1, audit.ExitCode);
        Assert.Contains(Path.GetFileName(file), audit.Output + audit.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_without_a_server_starts_the_same_host_for_as_long_as_it_needs()
    {
        await using var game = await RunningGame.StartAsync();
        await game.SendAsync("""{"events":[{"name":"a","player_id":"p"}]}""");
        Assert.Equal(0, await game.Server.InterruptAsync());

        var sql = await FrontlineProcess.RunAsync(["sql", "select name, count(*) as n from events group by name", "--data", game.DataDirectory, "--format", "json"]);

        Assert.True(sql.ExitCode == 0, sql.Errors);
        using var rows = JsonDocument.Parse(sql.Output);
        Assert.Equal("a", rows.RootElement[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task The_King_level_log_gives_the_published_attempts_wins_and_players()
    {
        var csv = TestEnvironment.RequireShared("data/candy_crush/candy_crush.csv");
        using var reference = JsonDocument.Parse(await File.ReadAllTextAsync(TestEnvironment.RequireShared("reference/statistics.json"), TestContext.Current.CancellationToken));
        await using var game = await RunningGame.StartAsync("king");
        await File.AppendAllTextAsync(Path.Combine(game.DataDirectory, "games", "king.yaml"), "\nlevel_attempts_by: starts\n", TestContext.Current.CancellationToken);

        var import = await FrontlineProcess.RunAsync(["import", "king", csv, "--map", Path.Combine(AppContext.BaseDirectory, "samples", "candy-crush", "mapping.yaml"), "--data", game.DataDirectory]);
        Assert.True(import.ExitCode == 0, import.Errors);
        var again = await FrontlineProcess.RunAsync(["import", "king", csv, "--map", Path.Combine(AppContext.BaseDirectory, "samples", "candy-crush", "mapping.yaml"), "--data", game.DataDirectory]);
        Assert.True(again.ExitCode == 0, again.Errors);
        await game.Server.SettleAsync();

        var expected = Case(reference.RootElement, "candy-crush").GetProperty("expected");
        var levels = await game.Server.SqlAsync("""
            select level, count(*) filter (name = 'level_start') as attempts, count(*) filter (name = 'level_complete') as wins, count(distinct player_key) as players
            from events where level is not null group by level order by level
            """);
        Assert.Equal(
            expected.GetProperty("levels").EnumerateArray().Select(Line),
            levels.EnumerateArray().Select(Line));
        Assert.Equal(expected.GetProperty("players").GetInt64(), (await game.Server.SqlAsync("select count(*) as n from players"))[0].GetProperty("n").GetInt64());
        var totals = (await game.Server.SqlAsync("select sum(starts)::bigint as attempts, sum(completes)::bigint as wins from level_attempts"))[0];
        Assert.Equal((expected.GetProperty("total_attempts").GetInt64(), expected.GetProperty("total_wins").GetInt64()), (totals.GetProperty("attempts").GetInt64(), totals.GetProperty("wins").GetInt64()));
        await DifficultyIsAsync(game.Server, expected.GetProperty("levels"));
        Assert.Equal(0, (await game.Server.SqlAsync("select sum(duplicate)::bigint as n from ledger"))[0].GetProperty("n").GetInt64());

        static (long Level, long Attempts, long Wins, long Players) Line(JsonElement row) =>
            (row.GetProperty("level").GetInt64(), row.GetProperty("attempts").GetInt64(), row.GetProperty("wins").GetInt64(), row.GetProperty("players").GetInt64());
    }

    // The log has a row for each player, day and level, and attempts without an end: they are counted by their starts.
    private static async Task DifficultyIsAsync(FrontlineProcess server, JsonElement levels)
    {
        using var answer = JsonDocument.Parse(await server.Client.GetStringAsync("api/metrics/completion_rate/values?game=king&from=2014-01-01&to=2014-01-07&period=total&by=level&interval=true"));
        var rows = answer.RootElement.GetProperty("rows").EnumerateArray().ToDictionary(row => row.GetProperty("dimensions").GetProperty("level").GetInt32());
        Assert.Equal(15, rows.Count);
        foreach (var level in levels.EnumerateArray())
        {
            var row = rows[level.GetProperty("level").GetInt32()];
            var (p, error) = (level.GetProperty("p").GetDouble(), level.GetProperty("se_cluster_player").GetDouble());
            var interval = Proportion.Wilson(p, p * (1 - p) / (error * error), 0.95);
            Assert.Equal(level.GetProperty("wins").GetInt64(), row.GetProperty("numerator").GetDouble());
            Assert.Equal(level.GetProperty("attempts").GetInt64(), row.GetProperty("denominator").GetDouble());
            Assert.Equal(p, row.GetProperty("value").GetDouble(), 1e-12);

            // The reference takes players who only looked at a level for clusters too, which makes G/(G−1) a little smaller; IntervalTests compares the error itself.
            Assert.Equal(interval.Low, row.GetProperty("low").GetDouble(), 5e-7);
            Assert.Equal(interval.High, row.GetProperty("high").GetDouble(), 5e-7);
        }
    }

    private static JsonElement Case(JsonElement root, string id)
    {
        var cases = root.ValueKind == JsonValueKind.Array ? root : root.GetProperty("tests");
        return cases.EnumerateArray().Single(one => one.GetProperty("id").GetString() == id);
    }
}
