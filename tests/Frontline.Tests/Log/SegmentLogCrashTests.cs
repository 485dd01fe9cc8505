using Frontline.Testing.Files;
using Xunit;

namespace Frontline.Tests.Log;

public sealed class SegmentLogCrashTests
{
    private const int Runs = 30;
    private const int Lives = 8;

    [Fact]
    public async Task Over_hundreds_of_power_cuts_every_acknowledged_record_stays_readable_at_its_position()
    {
        var crashes = 0;
        for (var seed = 0; seed < Runs; seed++)
        {
            using var run = new LogCrashRun(seed);
            Assert.Null(await run.RunAsync(Lives));
            crashes += run.Crashes;
        }

        Assert.True(crashes >= 100);
    }

    [Theory]
    [InlineData("records")]
    [InlineData("first block of a segment")]
    [InlineData("name of a segment")]
    [InlineData("name of a retired segment")]
    [InlineData("meta file")]
    [InlineData("name of the meta file")]
    [InlineData("tail on opening")]
    [InlineData("names on opening")]
    public async Task Taking_out_any_sync_of_the_log_loses_records_or_the_log(string taken)
    {
        for (var seed = 0; seed < 400; seed++)
        {
            using var run = new LogCrashRun(seed);
            run.Files.IgnoreSync = (path, kind) => kind == SyncFor(taken) && IsTaken(taken, path, kind, run);
            if (await run.RunAsync(Lives) is not null)
                return;
        }

        Assert.Fail($"400 runs went well without the sync of the {taken}.");
    }

    private static SyncKind SyncFor(string taken) => taken.StartsWith("name", StringComparison.Ordinal) ? SyncKind.Directory : SyncKind.File;

    private static bool IsTaken(string taken, string path, SyncKind kind, LogCrashRun run)
    {
        var hasMeta = File.Exists(Path.Combine(kind == SyncKind.Directory ? path : Path.GetDirectoryName(path)!, "meta"));
        return taken switch
        {
            "records" => path.EndsWith(".segment", StringComparison.Ordinal) && run.Now == LogCrashRun.Phase.Appending,
            "first block of a segment" => Path.GetFileName(path).StartsWith("spare-", StringComparison.Ordinal),
            "name of a segment" => path.EndsWith("log", StringComparison.Ordinal) && (run.Now == LogCrashRun.Phase.Appending || (run.Now == LogCrashRun.Phase.Opening && !hasMeta)),
            "name of a retired segment" => path.EndsWith("log", StringComparison.Ordinal) && run.Now == LogCrashRun.Phase.Trimming,
            "meta file" => path.EndsWith("meta.new", StringComparison.Ordinal),
            "name of the meta file" => path.EndsWith("log", StringComparison.Ordinal) && run.Now == LogCrashRun.Phase.Opening && hasMeta && run.Crashes == 0,
            "tail on opening" => path.EndsWith(".segment", StringComparison.Ordinal) && run.Now == LogCrashRun.Phase.Opening,
            _ => path.EndsWith("log", StringComparison.Ordinal) && run.Now == LogCrashRun.Phase.Opening && hasMeta,
        };
    }
}
