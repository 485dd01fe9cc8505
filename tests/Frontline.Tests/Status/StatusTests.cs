using Frontline.Core;
using Frontline.Core.Roles;
using Frontline.Status;
using Frontline.Warehouse.Loading;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Frontline.Tests.Status;

public sealed class StatusTests
{
    private static readonly StatusReport Well = new()
    {
        Version = "1.0.0",
        ConfigFingerprint = "abc",
        StartedAt = "2026-11-25T03:00:00.000000Z",
        Now = "2026-11-25T04:00:00.000000Z",
        Roles = [new RoleStatus("recorder", "running", LagEvents: 10, LagSeconds: 0.2)],
        Ports = [new PortStatus("http://127.0.0.1:8080", "http")],
        Dependencies = [new DependencyStatus("inbox", "segment log", DependencyStatus.Ok, null, null)],
        Disk = new DiskStatus("/data", 100L << 30, null),
        Memory = new MemoryStatus(171_000_000, 12_000_000, 40_000_000),
        Tables = [new TableStatus("events", "2026-11-25T03:59:59.500000Z", 0.5)],
        Ledger = [new LedgerHour("game", "2026-11-25T04:00:00.000000Z", 1_000, 950, 10, 10, 0), new LedgerHour("game", "2026-11-25T03:00:00.000000Z", 1_000, 990, 10, 0, 0)],
        RatesUntil = new DateOnly(2026, 11, 18),
        Problems = [],
    };

    [Fact]
    public void A_report_in_which_all_is_well_has_no_warning_though_the_newest_hour_is_still_open()
    {
        Assert.Empty(StatusWarnings.Of(Well));
        Assert.Contains("All is well.", StatusPage.Render(Well), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_thing_to_do_something_about_is_a_sentence_that_says_what()
    {
        var bad = Well with
        {
            Roles = [new RoleStatus("recorder", "failed", null, null, "The disk failed."), new RoleStatus("loader", "running", null, 31)],
            Dependencies = [new DependencyStatus("inbox", "segment log", DependencyStatus.Failing, null, "The disk is full."), new DependencyStatus("warehouse", "DuckDB", DependencyStatus.Failing, 3_000, "Timed out.")],
            Disk = new DiskStatus("/data", 1 << 20, 0.1),
            Ledger = [new LedgerHour("game", "2026-11-25T04:00:00.000000Z", 1_000, 900, 100, 0, 0), new LedgerHour("game", "2026-11-25T03:00:00.000000Z", 1_000, 990, 0, 0, 0)],
            RatesUntil = new DateOnly(2026, 11, 17),
            DamagedBooks = [new BookDamage("costs", "books/costs/2.ndjson.gz", "It was changed.")],
            Problems = ["games/x.yaml, line 3: there is no time zone Moon."],
        };

        var warnings = StatusWarnings.Of(bad);

        Assert.Collection(
            warnings,
            warning => Assert.StartsWith("The recorder has failed: The disk failed. Restart it", warning, StringComparison.Ordinal),
            warning => Assert.StartsWith("The loader is 31 s behind", warning, StringComparison.Ordinal),
            warning => Assert.Contains("refused with 503", warning, StringComparison.Ordinal),
            warning => Assert.Contains("frontline rebuild", warning, StringComparison.Ordinal),
            warning => Assert.StartsWith("Only 1 MB are left on the disk of /data", warning, StringComparison.Ordinal),
            warning => Assert.StartsWith("The ledger of game is uneven by 10 events in the hour from 2026-11-25T03:00:00.000000Z", warning, StringComparison.Ordinal),
            warning => Assert.StartsWith("10 % of the events of game are rejected this hour (100 of 1,000)", warning, StringComparison.Ordinal),
            warning => Assert.StartsWith("The newest exchange rates are of 2026-11-17 and hold for 7 days: money of later days stays unconverted.", warning, StringComparison.Ordinal),
            warning =>
            {
                Assert.StartsWith("The book costs is damaged: It was changed.", warning, StringComparison.Ordinal);
                Assert.Contains("Put books/costs/2.ndjson.gz back from a backup of the lake", warning, StringComparison.Ordinal);
            },
            warning => Assert.Equal(bad.Problems[0], warning));
    }

    [Fact]
    public void Counts_by_reason_are_on_the_page_when_there_are_any()
    {
        var details = new Dictionary<string, object>
        {
            ["accepted_batches"] = 5L,
            ["refused"] = new Dictionary<string, long> { ["malformed_json"] = 3, ["key_unknown"] = 1 },
            ["closed_by_server"] = new Dictionary<string, long>(),
        };

        var page = StatusPage.Render(Well with { Roles = [new RoleStatus("receiver", "running", LagEvents: 0, LagSeconds: 0, Details: details)] });

        Assert.Contains("<small>accepted batches 5, refused (malformed json 3, key unknown 1)</small>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void What_others_wrote_cannot_become_part_of_the_page()
    {
        var page = StatusPage.Render(Well with { Roles = [new RoleStatus("loader", "running", null, 0, "<script>alert(1)</script>")], Warnings = ["<b>x</b>"] });

        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>x", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Days_until_full_follow_the_pace_of_the_last_day_and_are_not_guessed_from_minutes()
    {
        var time = new FakeTimeProvider();
        var free = 100_000L;
        using var trend = new DiskTrend(() => free, time);
        Assert.Null(trend.DaysUntilFull(free));

        for (var minute = 0; minute < 12 * 60; minute++)
        {
            free -= 10;
            time.Advance(TimeSpan.FromMinutes(1));
        }

        // 7,200 bytes in half a day.
        Assert.Equal(92_800 / 14_400.0, trend.DaysUntilFull(free)!.Value, 0.01);
        time.Advance(TimeSpan.FromDays(2));
        Assert.Null(trend.DaysUntilFull(free));
    }
}
