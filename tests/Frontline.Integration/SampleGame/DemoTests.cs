using System.Text.Json;
using Frontline.Integration.Processes;
using Frontline.SampleGame.Truths;
using Xunit;

namespace Frontline.Integration.SampleGame;

/// <summary><c>frontline demo</c> as one starts, stops and starts it.</summary>
public sealed class DemoTests : IDisposable
{
    private static readonly string[] SmallWorld = ["--players", "600", "--days", "20"];

    /// <summary>Takes some seconds to play.</summary>
    private static readonly string[] LargerWorld = ["--players", "4000", "--days", "30"];

    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task It_plays_its_history_then_live_says_where_to_look_and_stops_when_told_to()
    {
        await using var demo = await FrontlineProcess.StartDemoAsync(directory.Path, FrontlineProcess.PlaysLive, SmallWorld);
        await demo.SettleAsync();

        Assert.True((await CountAsync(demo, "events")) > 10_000);
        Assert.True((await CountAsync(demo, "costs")) > 20);
        Assert.True((await CountAsync(demo, "rates")) > 80);
        using var status = JsonDocument.Parse(await demo.Client.GetStringAsync(new Uri("status", UriKind.Relative)));
        Assert.Superset(new HashSet<string> { "events", "rates", "costs" }, status.RootElement.GetProperty("tables").EnumerateArray().Select(table => table.GetProperty("name").GetString()!).ToHashSet());
        Assert.NotEqual(JsonValueKind.Null, status.RootElement.GetProperty("rates_until").ValueKind);
        Assert.Equal(0, await demo.InterruptAsync());
        Assert.Contains("/api/live?game=demo", demo.Errors, StringComparison.Ordinal);
        Assert.Contains($"`frontline demo --data {directory.Path}` goes on from here; to be rid of it, delete {directory.Path}.", demo.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", demo.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopped_in_its_history_it_goes_on_there_and_nothing_is_lost_or_doubled()
    {
        await using (var first = await FrontlineProcess.StartDemoAsync(directory.Path, FrontlineProcess.IsServing, LargerWorld))
        {
            while (await CountAsync(first, "events") == 0)
            {
            }

            Assert.Equal(0, await first.InterruptAsync());
            Assert.DoesNotContain(FrontlineProcess.PlaysLive, first.Errors, StringComparison.Ordinal);
            Assert.Contains("goes on from here", first.Errors, StringComparison.Ordinal);
        }

        await using var second = await FrontlineProcess.StartDemoAsync(directory.Path, FrontlineProcess.PlaysLive);
        await second.SettleAsync();
        var truth = Truth.Read(await File.ReadAllBytesAsync(Path.Combine(directory.Path, Truth.FileName), TestContext.Current.CancellationToken));
        var events = await CountAsync(second, "events");
        Assert.True(events >= truth.Totals.Events, $"{events} events; until the truth's moment there were {truth.Totals.Events}."); // Players have gone on playing.
        Assert.Equal(0, await CountAsync(second, "(select event_id from events group by event_id having count(*) > 1)"));
        Assert.Equal(0, await second.InterruptAsync());
        var audit = await FrontlineProcess.RunAsync(["audit", "--data", directory.Path]);
        Assert.True(audit.ExitCode == 0, audit.Output + audit.Errors);
    }

    private static async Task<long> CountAsync(FrontlineProcess server, string what) => (await server.SqlAsync($"select count(*) as n from {what}"))[0].GetProperty("n").GetInt64();
}
