using System.Net;
using Frontline.Integration.Crashes;
using Frontline.Integration.Processes;
using Frontline.Testing;
using Xunit;

namespace Frontline.Integration.Disk;

/// <summary>Disks that fill or fail: what was acknowledged stays, what cannot be kept is refused.</summary>
public sealed class DiskTests
{
    private const int BatchesSent = 2_000;

    [Fact]
    public async Task A_disk_that_fills_refuses_batches_with_an_empty_503_and_takes_them_again_when_there_is_space()
    {
        TestEnvironment.RequireLinux("a tmpfs of a given size can be mounted on Linux only");
        TestEnvironment.Require(Environment.IsPrivilegedProcess, "mounting a tmpfs takes root");
        using var directory = new TemporaryDirectory();
        var small = new Dictionary<string, string> { ["FRONTLINE__INBOX__SEGMENT_BYTES"] = "20MiB", ["FRONTLINE__INBOX__FREE_BYTES_MIN"] = "8MiB" };
        Mounts.Small(directory.Path, "96m");
        try
        {
            using var site = await CrashSite.CreateAsync(Campaign.Seed, directory.Path, small);
            await using (var server = await FrontlineProcess.StartAsync(site.DataDirectory, small))
            {
                await site.Load.RunAsync(server.Url, 20);
                var free = new DriveInfo(directory.Path).AvailableFreeSpace;
                await File.WriteAllBytesAsync(Path.Combine(directory.Path, "ballast"), new byte[free - (2 << 20)], TestContext.Current.CancellationToken);

                var refused = await UntilAsync(server, site, HttpStatusCode.ServiceUnavailable);
                Assert.Equal("", refused);

                File.Delete(Path.Combine(directory.Path, "ballast"));
                await UntilAsync(server, site, HttpStatusCode.OK);
                await site.Load.RunAsync(server.Url, 20);
                await server.KillAsync();
            }

            await site.VerifyAsync("after a full disk", small);
        }
        finally
        {
            Mounts.Unmount(directory.Path);
        }
    }

    [Fact]
    public async Task A_sync_of_the_log_that_fails_is_never_followed_by_an_acknowledgement()
    {
        var acknowledged = await LoadWhileFailingAsync("fdatasync", when: 200);

        Assert.True(acknowledged < BatchesSent, $"{acknowledged} batches were acknowledged although every fdatasync from the 200th on failed");
    }

    /// <summary>Directories are synced by fsync: under them lie new segments, data files and chain entries. What was acknowledged rests on the log's own syncs.</summary>
    [Fact]
    public Task Names_that_cannot_be_made_durable_stop_the_road_and_lose_nothing() => LoadWhileFailingAsync("fsync", when: 100);

    private static async Task<int> LoadWhileFailingAsync(string call, int when)
    {
        TestEnvironment.RequireLinux("strace injects the failure on Linux only");
        TestEnvironment.Require(File.Exists("/usr/bin/strace"), "strace is not installed");
        using var site = await CrashSite.CreateAsync(Campaign.Seed);
        int acknowledged;
        await using (var server = await FrontlineProcess.StartUnderAsync(["strace", "-f", "-qq", "-o", "/dev/null", "-e", $"trace={call}", "-e", $"inject={call}:error=EIO:when={when}+"], site.DataDirectory))
        {
            acknowledged = await site.Load.RunAsync(server.Url, BatchesSent);
            await server.KillTreeAsync();
        }

        await site.VerifyAsync($"after failing {call}");
        return acknowledged;
    }

    /// <summary>Sends one batch at a time until it is answered with a status; the answer's text.</summary>
    private static async Task<string> UntilAsync(FrontlineProcess server, CrashSite site, HttpStatusCode status)
    {
        for (var attempt = 0; attempt < 2_000; attempt++)
        {
            var (answered, text) = await site.Load.SendOneAsync(server.Url);
            if (answered == status)
            {
                return text;
            }
        }

        throw new TimeoutException($"No batch was answered with {(int)status}.");
    }
}
