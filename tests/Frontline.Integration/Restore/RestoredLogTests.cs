using Frontline.Integration.Crashes;
using Frontline.Integration.Processes;
using Xunit;

namespace Frontline.Integration.Restore;

/// <summary>Somebody puts an older copy of the log back beside a lake that has gone on.</summary>
public sealed class RestoredLogTests
{
    private const int BatchesSent = 40;

    private static readonly Dictionary<string, string> ContinueFromOtherLog = new() { ["FRONTLINE__RECORDER__CONTINUE_FROM_OTHER_LOG"] = "true" };

    [Fact]
    public async Task An_older_log_stops_the_start_and_a_new_one_goes_on_when_told_so_with_nothing_lost_or_doubled()
    {
        using var site = await CrashSite.CreateAsync(Campaign.Seed);
        using var copy = new TemporaryDirectory();
        var log = Path.Combine(site.DataDirectory, "log");
        await SendAsync(site);
        Copy(log, copy.Path);
        await SendAsync(site);
        Directory.Delete(log, recursive: true);
        Copy(copy.Path, log);

        var older = await StartRefusedAsync(site);
        Assert.Contains("restored from an older copy", older.Errors, StringComparison.Ordinal);
        Assert.Contains("new log id", older.Errors, StringComparison.Ordinal);

        // A log that cannot be the lake's is not taken for a new one on the way.
        Directory.Delete(log, recursive: true);
        var missing = await StartRefusedAsync(site);
        Assert.Contains("replaced or deleted", missing.Errors, StringComparison.Ordinal);

        await site.VerifyAsync("going on under a new log id", ContinueFromOtherLog);
        await site.VerifyAsync("once more, with the option still set", ContinueFromOtherLog);
        await site.VerifyAsync("once more, without it");
    }

    private static async Task SendAsync(CrashSite site)
    {
        await using var server = await FrontlineProcess.StartAsync(site.DataDirectory);
        await site.Load.RunAsync(server.Url, BatchesSent);
        await server.SettleAsync();
        Assert.Equal(0, await server.InterruptAsync());
    }

    private static async Task<CommandResult> StartRefusedAsync(CrashSite site)
    {
        var start = await FrontlineProcess.RunAsync(["up", "--data", site.DataDirectory, "--port", "0"]);
        Assert.True(start.ExitCode == 78, $"{start.ExitCode}: {start.Errors}");
        Assert.DoesNotContain("   at ", start.Errors, StringComparison.Ordinal);
        return start;
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }
}
