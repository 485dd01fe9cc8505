using System.Globalization;
using System.Text.Json;
using Frontline.Integration.Processes;
using Xunit;

namespace Frontline.Integration.Road;

/// <summary>Why was Monday's number another one on Tuesday.</summary>
public sealed class ExplainTests
{
    private static readonly DateTimeOffset Day = new(TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(-3), TimeSpan.Zero);

    [Fact]
    public async Task A_value_is_given_as_it_was_known_and_what_changed_it_since_is_told_cause_by_cause()
    {
        await using var game = await RunningGame.StartAsync("mygame");
        await RatesAsync(game, "1.25");
        await game.SendAsync(Batch(Purchase("a", "10"), Purchase("r", "\"x\"")));
        await game.Server.SettleAsync();
        var since = TimeProvider.System.GetUtcNow();

        await game.SendAsync(Batch(Purchase("b", "5"), """{"name":"session_start","player_id":"c"}"""));
        await File.WriteAllTextAsync(Path.Combine(game.DataDirectory, "patch.json"), """[{"op":"replace","path":"/props/amount","value":40}]""");
        var replay = await game.RunAsync("rejects", "replay", "--all", "--patch", Path.Combine(game.DataDirectory, "patch.json"));
        Assert.True(replay.ExitCode == 0, replay.Errors);
        await RatesAsync(game, "2");
        await game.Server.SettleAsync();

        await AssertExplainedAsync(game, since);
        Assert.Equal((double[])[1], await ValuesAsync(game, "dau", "--as-of", Text(since)));
        Assert.Equal((double[])[3], await ValuesAsync(game, "dau"));

        // What was known does not hang on the warehouse, nor on entries that are folded away with time.
        var rebuild = await game.RunAsync("rebuild");
        Assert.True(rebuild.ExitCode == 0, rebuild.Errors);
        await AssertExplainedAsync(game, since);
    }

    [Fact]
    public async Task A_moment_that_is_none_or_still_to_come_is_refused()
    {
        await using var game = await RunningGame.StartAsync("mygame");

        var later = await game.RunAsync("metrics", "run", "dau", "--as-of", "2999-01-01");
        var wrong = await game.RunAsync("metrics", "explain", "dau", "2026-01-31", "--since", "yesterday");
        var unknown = await game.RunAsync("metrics", "explain", "dua", "2026-01-31", "--since", "1h");

        Assert.Equal((2, true), (later.ExitCode, later.Errors.Contains("still to come", StringComparison.Ordinal)));
        Assert.Equal((2, true), (wrong.ExitCode, wrong.Errors.Contains("--since is 'yesterday'", StringComparison.Ordinal)));
        Assert.Equal((3, true), (unknown.ExitCode, unknown.Errors.Contains("dau", StringComparison.Ordinal)));
    }

    private static async Task AssertExplainedAsync(RunningGame game, DateTimeOffset since)
    {
        Assert.Equal("1 3 new_events 0, late_events 1, history 0, replays 1, rates 0, costs 0", await ExplainedAsync(game, "dau", since));
        Assert.Equal("8.00000000 27.50000000 new_events 0.00000000, late_events 4.00000000, history 0.00000000, replays 32.00000000, rates -16.50000000, costs 0.00000000", await ExplainedAsync(game, "revenue", since, "--currency", "EUR"));
    }

    private static async Task<string> ExplainedAsync(RunningGame game, string metric, DateTimeOffset since, params string[] more)
    {
        var answer = await game.RunAsync(["metrics", "explain", metric, Text(Day)[..10], "--since", Text(since), "--format", "json", .. more]);
        Assert.True(answer.ExitCode == 0, answer.Errors);
        using var json = JsonDocument.Parse(answer.Output);
        var changes = json.RootElement.GetProperty("changes").EnumerateArray().Select(change => $"{change.GetProperty("cause").GetString()} {change.GetProperty("change")}");
        return $"{json.RootElement.GetProperty("before")} {json.RootElement.GetProperty("now")} {string.Join(", ", changes)}";
    }

    private static async Task<double[]> ValuesAsync(RunningGame game, string metric, params string[] more)
    {
        var answer = await game.RunAsync(["metrics", "run", metric, "--from", Text(Day)[..10], "--to", Text(Day)[..10], "--format", "json", .. more]);
        Assert.True(answer.ExitCode == 0, answer.Errors);
        using var json = JsonDocument.Parse(answer.Output);
        return [.. json.RootElement[0].GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("value").GetDouble())];
    }

    private static async Task RatesAsync(RunningGame game, string dollars)
    {
        var file = Path.Combine(game.DataDirectory, "rates.csv");
        await File.WriteAllTextAsync(file, $"date,base,quote,rate\n{Text(Day)[..10]},EUR,USD,{dollars}\n");
        var import = await game.RunAsync("rates", "import", file);
        Assert.True(import.ExitCode == 0, import.Errors);
    }

    private static string Batch(params string[] events) => $$"""{"context":{"platform":"ios"},"events":[{{string.Join(',', events)}}]}""";

    private static string Purchase(string player, string amount) => $$$"""{"name":"purchase","player_id":"{{{player}}}","time":"{{{Text(Day.AddHours(12))}}}","props":{"amount":{{{amount}}},"currency":"USD"}}""";

    private static string Text(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
