using System.Text.Json;
using Frontline.Core;
using Frontline.Core.Road;
using Frontline.DataDirectories;
using Frontline.Embedded.Files;
using Frontline.Embedded.Log;
using Frontline.Embedded.Objects;
using Frontline.Lake.Chain;
using Frontline.Testing.Log;
using Frontline.Testing.Rows;
using Frontline.Tests.Lake;
using Frontline.Tests.Log;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Frontline.Tests.Commands;

/// <summary>What <c>audit</c> says of a lake whose chain ends after two batches, and of an Inbox that has more.</summary>
public sealed class AuditCommandTests : IDisposable
{
    private readonly CommandRun run = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly PhysicalFileSystem files = new();
    private readonly DataLayout layout;

    public AuditCommandTests() => layout = new DataLayout(run.Data);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => run.Dispose();

    [Fact]
    public async Task What_the_Inbox_has_beyond_the_chain_is_in_flight_while_a_process_has_it_open()
    {
        await using var log = await CommittedAsync([10, 10, 4, 5]);

        Assert.Equal(0, await run.RunAsync("audit", "--data", run.Data, "--format", "json"));
        var printed = JsonDocument.Parse(run.Output).RootElement;
        var count = Assert.Single(printed.GetProperty("in_flight").EnumerateArray());
        Assert.Equal(("g", "2026-01-01T00:00Z", 9), (count.GetProperty("game").GetString(), count.GetProperty("minute").GetString(), count.GetProperty("events").GetInt32()));
        Assert.Equal(9, printed.GetProperty("totals")[0].GetProperty("in_flight").GetInt64());

        Assert.Equal(0, await run.RunAsync("audit", "--data", run.Data));
        Assert.Matches(@"game .* in flight\W*\n.*\bg\b.* 9\b", run.Output);
    }

    [Fact]
    public async Task A_batch_of_which_the_Inbox_has_another_than_the_lake_is_found_at_the_receiver()
    {
        await using var log = await CommittedAsync([10, 11]);

        Assert.Equal(1, await run.RunAsync("audit", "--data", run.Data));

        Assert.Contains($"FOUND at the receiver, {log.Id}-1, game g", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_record_is_found_at_the_Inbox_and_the_rest_is_audited()
    {
        await using (await CommittedAsync([10, 10, 4]))
        {
        }

        var segment = Assert.Single(Directory.GetFiles(layout.Log, "*.segment"));
        LogUnderTest.Flip(segment, LogUnderTest.Find(segment, "e1-0"));

        Assert.Equal(1, await run.RunAsync("audit", "--data", run.Data));

        Assert.Contains($"FOUND at the inbox, {segment}: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("NOT even.", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("UNEVEN", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_that_is_no_batch_is_found_at_the_Inbox()
    {
        await using var log = await CommittedAsync([10, 10]);
        await log.AppendAsync("no batch"u8.ToArray(), Cancellation);

        Assert.Equal(1, await run.RunAsync("audit", "--data", run.Data));

        Assert.Contains($"FOUND at the inbox, {log.Id}-2: The record is intact and not a batch", run.Output, StringComparison.Ordinal);
    }

    /// <summary>A log with batches of these numbers of events, of which the chain has two of ten.</summary>
    private async Task<SegmentLog> CommittedAsync(int[] batches)
    {
        var log = await SegmentLog.OpenAsync(files, layout.Log, SmallLog.Options, time, new RandomOfTheTestChain());
        Assert.Equal(TestLake.Chain.Log, log.Id);
        var inbox = new LogInbox(log);
        for (var number = 0; number < batches.Length; number++)
            await inbox.AppendAsync(TestBatches.Numbered(number, batches[number]) with { Game = "g", ReceivedAt = Timestamp.Now(time) }, Cancellation);
        var lake = new LocalObjectStore(files, layout.Lake, new Random(1));
        var writer = await ChainWriter.TakeOverAsync(lake, TestLake.Chain, null, time, new Random(1), Cancellation);
        var rows = new RandomRows(seed: 1);
        for (var number = 0; number < 2; number++)
            await TestCommits.CommitAsync(lake, writer, rows, time, events: 10);
        return log;
    }

    private sealed class RandomOfTheTestChain() : Random(1)
    {
        public override void NextBytes(Span<byte> buffer) => Convert.FromHexString(TestLake.Chain.Log).CopyTo(buffer);
    }
}
