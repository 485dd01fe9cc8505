using System.Globalization;
using Frontline.Integration.Processes;
using Frontline.Pipeline;
using Xunit;

namespace Frontline.Integration.Crashes;

/// <summary>kill -9 under load. It keeps the page cache, so it shows nothing about syncs (the forgetful file system does that), but everything about recovery.</summary>
public sealed class KillTests
{
    /// <summary>A kill is mostly the start after it, and a third of a start would be the warm-up, which has nothing to recover.</summary>
    private static readonly Dictionary<string, string> Cold = new() { ["FRONTLINE__RECEIVER__WARM_UP"] = "false" };

    /// <summary>Makes sealing, snapshots and folding happen every few entries, so that a short load meets them.</summary>
    private static readonly Dictionary<string, string> SealOften = new(Cold)
    {
        ["FRONTLINE__RECORDER__SEAL_FILES_MAX"] = "3",
        ["FRONTLINE__RECORDER__CHECKPOINT_ENTRIES"] = "5",
    };

    public static TheoryData<string> FaultPoints =>
    [
        RecorderFaultPoints.TakenOver, RecorderFaultPoints.Recovered, RecorderFaultPoints.Decided, RecorderFaultPoints.LandingWritten, RecorderFaultPoints.Appended,
        RecorderFaultPoints.StateCommitted, RecorderFaultPoints.Trimmed, RecorderFaultPoints.Merged, RecorderFaultPoints.SnapshotExported, RecorderFaultPoints.SnapshotUploaded,
        RecorderFaultPoints.Sealed, RecorderFaultPoints.Folded,
    ];

    [Fact]
    public Task Killed_at_random_moments_under_load_it_loses_nothing_and_doubles_nothing() => KillCampaign.RunAsync("random moments", Campaign.Kills, static async (site, kill) =>
    {
        await using var server = await FrontlineProcess.StartAsync(site.DataDirectory, kill % 2 == 0 ? SealOften : Cold);
        await site.Load.RunAsync(server.Url, site.Load.NextPatience());
        await server.KillAsync();
    });

    [Theory]
    [MemberData(nameof(FaultPoints))]
    public Task Killed_between_two_commit_steps_it_loses_nothing_and_doubles_nothing(string point) => KillCampaign.RunAsync(point, Campaign.KillsPerFaultPoint, async (site, kill) =>
    {
        var environment = new Dictionary<string, string>(SealOften) { ["FRONTLINE_FAULT_POINT"] = string.Create(CultureInfo.InvariantCulture, $"{point}@{(kill % 4) + 1}") };
        if (point is RecorderFaultPoints.TakenOver or RecorderFaultPoints.Recovered)
        {
            // Reached once a start, before the server is ready: it dies on the way up.
            environment["FRONTLINE_FAULT_POINT"] = point;
            await Assert.ThrowsAsync<InvalidOperationException>(() => FrontlineProcess.StartAsync(site.DataDirectory, environment));
            await using var next = await FrontlineProcess.StartAsync(site.DataDirectory, Cold);
            await site.Load.RunAsync(next.Url, site.Load.NextPatience());
            await next.KillAsync();
            return;
        }

        await using var server = await FrontlineProcess.StartAsync(site.DataDirectory, environment);
        await site.Load.RunAsync(server.Url, int.MaxValue);
        await server.WaitForExitAsync(TestContext.Current.CancellationToken);
    });
}
