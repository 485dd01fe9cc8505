using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.Road;
using Frontline.Lake;
using Frontline.Lake.Auditing;
using Frontline.Lake.Chain;
using Xunit;

namespace Frontline.Tests.Lake;

public sealed class LakeAuditTests
{
    private static readonly long FirstMinute = Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)).UnixMinute;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public async Task An_untouched_lake_is_even_whatever_the_interval(int intervalPositions)
    {
        var lake = await TestLake.SealedAndMoreAsync();

        var report = await LakeAudit.RunAsync(lake.Store, null, intervalPositions, Cancellation);

        Assert.True(report.IsEven, string.Join('\n', report.Findings));
        Assert.Equal((70L, 7L), (report.Rows, report.Receipts));
        var total = Assert.Single(report.Totals);
        Assert.Equal(("g", 70L, 70L, 0L), (total.Game, total.Received, total.Recorded + total.Rejected + total.Duplicate, total.InFlight));
    }

    [Fact]
    public async Task A_deleted_file_is_named_with_the_games_and_minutes_that_lack_its_rows()
    {
        var lake = await TestLake.CommittedAsync();
        var file = lake.Writer.Files.Single(file => file.FirstEntry == 3);
        lake.Store[file.Name] = null;

        var report = await LakeAudit.RunAsync(lake.Store, cancellation: Cancellation);

        Assert.Contains(report.Findings, finding => finding.Name == file.Name && finding.Station == AuditStation.Lake);
        Assert.Contains(report.Findings, finding => finding.Name == "0123456789ab-1");
        Assert.Equal(("g", FirstMinute + 1, AuditStation.Lake), report.Uneven.Select(line => (line.Game, line.Minute, line.Station)).Single());
    }

    [Fact]
    public async Task A_missing_reject_is_found_by_recount_though_chain_and_file_agree_with_each_other()
    {
        var lake = await TestLake.CommittedAsync();
        var file = lake.Writer.Files.First(file => file.Rejects > 0);
        RecordedRow? lost = null;
        var rewritten = await lake.RewriteAsync(file, rows =>
        {
            lost = rows.First(row => row.Outcome == Outcome.Reject);
            return rows.Where(row => row != lost);
        });
        await RelinkFileAsync(lake, file, rewritten);

        var report = await LakeAudit.RunAsync(lake.Store, cancellation: Cancellation);

        var finding = Assert.Single(report.Findings);
        Assert.Equal((lost!.Receipt.ToString(), "g", (long?)lost.ReceivedAt.UnixMinute), (finding.Name, finding.Game, finding.Minute));
        var line = Assert.Single(report.Uneven);
        Assert.Equal((AuditStation.Recorder, "g", lost.ReceivedAt.UnixMinute), (line.Station, line.Game, line.Minute));
        Assert.Equal(10, line.Recounted.Received);
    }

    [Fact]
    public async Task A_row_lost_together_with_its_count_of_received_still_lacks_in_its_receipt()
    {
        var lake = await TestLake.CommittedAsync();
        var file = lake.Writer.Files.First();
        var rewritten = await lake.RewriteAsync(file, rows => rows.Skip(1));
        await RelinkFileAsync(lake, file, rewritten, received: 9);

        var report = await LakeAudit.RunAsync(lake.Store, cancellation: Cancellation);

        Assert.Contains(report.Findings, finding => finding.Detail.Contains("10 events has 9 rows", StringComparison.Ordinal));
        Assert.Equal((9L, 10L), (report.Uneven.Single().Counted.Received, report.Uneven.Single().Recounted.Received));
    }

    [Fact]
    public async Task A_row_that_stands_in_two_files_is_named()
    {
        var lake = await TestLake.CommittedAsync();
        var (first, second) = (lake.Writer.Files.ElementAt(0), lake.Writer.Files.ElementAt(1));
        RecordedRow? copied = null;
        await lake.RewriteAsync(first, rows => [copied = rows[4], .. rows.Where(row => row != copied)]);
        var rewritten = await lake.RewriteAsync(second, rows => rows.Append(copied!));
        await RelinkFileAsync(lake, second, rewritten);

        var report = await LakeAudit.RunAsync(lake.Store, cancellation: Cancellation);

        Assert.Contains(report.Findings, finding => finding.Name == copied!.Receipt.ToString() && finding.Game == "g" && finding.Detail.Contains("more than one row", StringComparison.Ordinal));
        Assert.Contains(report.Uneven, line => line.Minute == copied!.ReceivedAt.UnixMinute);
    }

    [Fact]
    public async Task A_changed_count_names_its_game_and_minute()
    {
        var lake = await TestLake.CommittedAsync();
        await lake.RelinkAsync(from: 3, entry => entry.Number != 3 ? entry : entry with { Counts = [entry.Counts[0] with { Received = 11 }] });

        var report = await LakeAudit.RunAsync(lake.Store, cancellation: Cancellation);

        var line = Assert.Single(report.Uneven);
        Assert.Equal((AuditStation.Recorder, FirstMinute + 1, 11L, 10L), (line.Station, line.Minute, line.Counted.Received, line.Recounted.Received));
    }

    [Fact]
    public async Task A_changed_count_in_folded_minutes_is_named_too()
    {
        var lake = await TestLake.SealedAndMoreAsync();
        var store = new ChainStore(lake.Store, TestLake.Chain, strict: true);
        var changed = new List<LedgerCount>();
        await foreach (var count in new ChainReader(lake.Store, TestLake.Chain).ReadLedgerAsync((await store.CheckpointAsync(6, Cancellation))!, Cancellation))
            changed.Add(changed.Count == 2 ? count with { Duplicate = count.Duplicate + 1 } : count);

        var file = await LedgerFiles.WriteAsync(store, "ledger/changed", changed, Cancellation);
        lake.ChangeCheckpoint(6, checkpoint => checkpoint with { LedgerFiles = [file] });

        var report = await LakeAudit.RunAsync(lake.Store, cancellation: Cancellation);

        Assert.Equal(FirstMinute + 2, report.Uneven.Single().Minute);
        Assert.Contains(report.Findings, finding => finding.Name == LakeNames.Checkpoint(TestLake.Chain, 6));
    }

    [Fact]
    public async Task Swapped_missing_and_altered_entries_are_named()
    {
        var lake = await TestLake.SealedAndMoreAsync();
        var (seventh, eighth) = (LakeNames.Entry(TestLake.Chain, 7), LakeNames.Entry(TestLake.Chain, 8));
        (lake.Store[seventh], lake.Store[eighth]) = (lake.Store[eighth], lake.Store[seventh]);
        Assert.Contains((await LakeAudit.RunAsync(lake.Store, cancellation: Cancellation)).Findings, finding => finding.Name == seventh);

        lake = await TestLake.SealedAndMoreAsync();
        lake.Store[eighth] = null;
        Assert.Contains((await LakeAudit.RunAsync(lake.Store, cancellation: Cancellation)).Findings, finding => finding.Name == eighth);
    }

    [Fact]
    public async Task A_flipped_byte_in_a_data_file_is_named()
    {
        var lake = await TestLake.SealedAndMoreAsync();
        var name = lake.File(DataFileKind.Events).Name;
        var bytes = (byte[])lake.Store[name]!.Clone();
        bytes[^20] ^= 1;
        lake.Store[name] = bytes;

        var report = await LakeAudit.RunAsync(lake.Store, cancellation: Cancellation);

        Assert.Contains(report.Findings, finding => finding.Name == name);
        Assert.Equal(4, report.Uneven.Count);
    }

    [Fact]
    public async Task What_lies_beyond_the_chains_end_is_in_flight_and_what_lies_before_is_compared()
    {
        var lake = await TestLake.CommittedAsync();
        var received = Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 1, 1, 0, 1, 0, TimeSpan.Zero));
        var inbox = new[]
        {
            new InboxBatch("0123456789ab", 1, "g", received, 10),
            new InboxBatch("0123456789ab", 2, "g", received + TimeSpan.FromMinutes(1), 11),
            new InboxBatch("0123456789ab", 3, "g", received, 4),
            new InboxBatch("0123456789ab", 4, "other", received, 5),
        };

        var report = await LakeAudit.RunAsync(lake.Store, inbox.ToAsyncEnumerable(), Cancellation);

        var finding = Assert.Single(report.Findings);
        Assert.Equal((AuditStation.Receiver, "0123456789ab-2", "g", (long?)FirstMinute + 2), (finding.Station, finding.Name, finding.Game, finding.Minute));
        Assert.Equal([("g", 4L), ("other", 5L)], report.Totals.Select(total => (total.Game, total.InFlight)));
        Assert.Equal([new InFlightCount("g", FirstMinute + 1, 4), new InFlightCount("other", FirstMinute + 1, 5)], report.InFlight);
    }

    private static Task RelinkFileAsync(TestLake lake, DataFile file, DataFile rewritten, long received = 10) => lake.RelinkAsync(
        from: 2,
        entry => !entry.Files.Any(one => one.Name == file.Name) ? entry : entry with
        {
            Files = [rewritten],
            Counts = [entry.Counts[0] with { Received = received, Recorded = rewritten.Events, Rejected = rewritten.Rejects, Duplicate = rewritten.Duplicates }],
        });
}
