using Frontline.Embedded.Files;
using Frontline.Embedded.Objects;
using Frontline.Integration.Crashes;
using Frontline.Integration.Processes;
using Frontline.Lake.Chain;
using Xunit;

namespace Frontline.Integration.Clocks;

/// <summary>Somebody, or a time service gone mad, sets the clock of a running server.</summary>
public sealed class ClockTests
{
    private const int BatchesBetweenJumps = 30;

    [Fact]
    public async Task A_clock_set_back_and_forth_loses_nothing_and_doubles_nothing_and_never_turns_the_chain_back()
    {
        using var clock = FakeClock.Require();
        using var site = await CrashSite.CreateAsync(Campaign.Seed, environment: clock.Environment);
        foreach (var hours in new[] { 0, -2, 3 })
        {
            // Each life of the server meets a jump that its predecessor left, and makes two of its own.
            await using var server = await FrontlineProcess.StartAsync(site.DataDirectory, clock.Environment);
            foreach (var offset in new[] { TimeSpan.FromHours(hours), TimeSpan.FromHours(hours + 3), TimeSpan.FromHours(-24) })
            {
                clock.Set(offset);
                await site.Load.RunAsync(server.Url, BatchesBetweenJumps);
                await server.SettleAsync();
                await site.Load.RepeatAsync(server.Url, batches: 5);
            }

            await RequireJumpsWereSeenAsync(server);
            Assert.Equal(0, await server.InterruptAsync());
        }

        await site.VerifyAsync("after jumps of the clock", clock.Environment);

        var recorded = await RecordedAtAsync(site.DataDirectory);
        Assert.True(recorded.Count > 9, $"{recorded.Count} entries");
        Assert.Equal(recorded.Order(), recorded);
    }

    // Without this, a library that does nothing would make a test that tests nothing.
    private static async Task RequireJumpsWereSeenAsync(FrontlineProcess server)
    {
        var hours = (await server.SqlAsync("select date_diff('hour', min(received_at), max(received_at)) as n from events"))[0].GetProperty("n").GetInt64();
        Assert.True(hours >= 25, $"the server received within {hours} hours what was sent on two days");
    }

    private static async Task<List<DateTimeOffset>> RecordedAtAsync(string dataDirectory)
    {
        var lake = new LocalObjectStore(new PhysicalFileSystem(), Path.Combine(dataDirectory, "lake"), new Random(Campaign.Seed));
        var chain = Assert.Single(await ChainReader.ListChainsAsync(lake));
        var read = await new ChainReader(lake, chain).ReadAsync(0);
        return [.. read.Entries.Select(static entry => entry.RecordedAt.ToDateTimeOffset())];
    }
}
