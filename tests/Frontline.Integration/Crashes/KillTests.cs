using Frontline.Integration.Processes;
using Xunit;

namespace Frontline.Integration.Crashes;

/// <summary>kill -9 under load. It keeps the page cache, so it shows nothing about syncs (the forgetful file system does that), but everything about recovery.</summary>
public sealed class KillTests
{
    [Fact]
    public async Task Killed_at_random_moments_under_load_it_loses_nothing_and_doubles_nothing()
    {
        using var site = await CrashSite.CreateAsync(Campaign.Seed);
        for (var kill = 0; kill < Campaign.Kills; kill++)
        {
            await using var server = await FrontlineProcess.StartAsync(site.DataDirectory);
            await site.Load.RunAsync(server.Url, site.Load.NextPatience());
            await server.KillAsync();
        }

        await site.VerifyAsync($"after {Campaign.Kills} kills, seed {Campaign.Seed}");
    }
}
