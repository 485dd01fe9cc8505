using Frontline.Core.Road;
using Frontline.Embedded.Log;
using Frontline.Testing.Files;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Frontline.Tests.Log;

public sealed class SegmentLogFailureTests : IDisposable
{
    private readonly LogUnderTest test = new();

    public void Dispose() => test.Dispose();

    [Theory]
    [InlineData(FileOperation.Write)]
    [InlineData(FileOperation.Sync)]
    public async Task A_failed_write_or_sync_stops_the_log_for_good_and_nothing_is_acknowledged_again(FileOperation operation)
    {
        await using (var log = await test.OpenAsync())
        {
            await LogUnderTest.AppendAsync(log, "one");
            test.Files.FailOn(operation, 1, path => path.EndsWith(".segment", StringComparison.Ordinal));
            for (var attempt = 0; attempt < 3; attempt++)
            {
                var refused = await Assert.ThrowsAsync<InboxUnavailableException>(() => LogUnderTest.AppendAsync(log, "lost"));
                Assert.False(refused.IsTransient);
            }

            Assert.Contains("until a restart", log.Refusal, StringComparison.Ordinal);
            Assert.Equal(1, log.End);
            Assert.Equal(["one"], LogUnderTest.ReadAll(log));
        }

        // What the failed group left may be kept or not: it was never acknowledged.
        await using var reopened = await test.OpenAsync();
        Assert.Equal("one", LogUnderTest.ReadAll(reopened)[0]);
        await LogUnderTest.AppendAsync(reopened, "two");
        Assert.Equal("two", LogUnderTest.ReadAll(reopened)[^1]);
    }

    [Theory]
    [InlineData(FileOperation.Rename)]
    [InlineData(FileOperation.SyncDirectory)]
    public async Task A_failure_while_a_segment_is_begun_or_retired_stops_the_log(FileOperation operation)
    {
        await using var log = await test.OpenAsync();
        await LogUnderTest.AppendAsync(log, "1", "2", "3");
        test.Files.FailOn(operation, 1);
        Assert.False((await Assert.ThrowsAsync<InboxUnavailableException>(() => LogUnderTest.AppendAsync(log, "4"))).IsTransient);
        Assert.NotNull(log.Refusal);

        using var other = new LogUnderTest();
        await using var trimmed = await other.OpenAsync();
        await LogUnderTest.AppendAsync(trimmed, "1", "2", "3", "4");
        other.Files.FailOn(operation, 1);
        await Assert.ThrowsAnyAsync<IOException>(async () => await trimmed.TrimAsync(3));
        Assert.False((await Assert.ThrowsAsync<InboxUnavailableException>(() => LogUnderTest.AppendAsync(trimmed, "5"))).IsTransient);
    }

    [Fact]
    public async Task A_full_disk_refuses_before_anything_is_acknowledged_and_appends_go_on_once_there_is_space()
    {
        var time = new FakeTimeProvider();
        test.Time = time;
        await using var log = await test.OpenAsync();
        var acknowledged = new List<string>();
        test.Files.BytesMax = (3 * test.Options.SegmentBytes) + 5000;
        InboxUnavailableException? refused = null;
        for (var number = 0; refused is null; number++)
        {
            try
            {
                await LogUnderTest.AppendAsync(log, $"record-{number}");
                acknowledged.Add($"record-{number}");
            }
            catch (InboxUnavailableException exception)
            {
                refused = exception;
            }
        }

        Assert.True(refused.IsTransient);
        Assert.Equal(9, acknowledged.Count);
        Assert.NotNull(log.Refusal);
        Assert.Equal(acknowledged, LogUnderTest.ReadAll(log));
        Assert.Empty(Directory.GetFiles(test.Path, "spare-*"));

        test.Files.BytesMax = null;
        time.Advance(TimeSpan.FromSeconds(1));
        _ = log.Refusal;
        await log.Preparation;
        Assert.Null(log.Refusal);
        await LogUnderTest.AppendAsync(log, "after");
        Assert.Equal([.. acknowledged, "after"], LogUnderTest.ReadAll(log));
    }

    [Fact]
    public async Task A_disk_that_fills_while_a_segment_is_written_in_advance_refuses_too()
    {
        await using var log = await test.OpenAsync();
        await LogUnderTest.AppendAsync(log, "1", "2", "3");
        test.Files.FailOn(FileOperation.Write, 1, path =>
        {
            // Free space said there was enough, and then there was not.
            test.Files.BytesMax = path.Contains("spare-", StringComparison.Ordinal) ? test.Options.SegmentBytes + 4096 : null;
            return false;
        });
        Assert.True((await Assert.ThrowsAsync<InboxUnavailableException>(() => LogUnderTest.AppendAsync(log, "4"))).IsTransient);
        Assert.Empty(Directory.GetFiles(test.Path, "spare-*"));
        Assert.Equal(3, log.End);
    }

    [Fact]
    public async Task A_log_at_its_size_refuses_until_it_is_trimmed()
    {
        test.Options = test.Options with { DirectoryBytesMax = 2 * test.Options.SegmentBytes };
        await using var log = await test.OpenAsync();
        await LogUnderTest.AppendAsync(log, "0", "1", "2", "3", "4", "5");
        var refused = await Assert.ThrowsAsync<InboxUnavailableException>(() => LogUnderTest.AppendAsync(log, "6"));
        Assert.True(refused.IsTransient);
        Assert.Contains("DirectoryBytesMax", log.Refusal, StringComparison.Ordinal);
        Assert.Equal(2 * test.Options.SegmentBytes, log.DirectoryBytes);
        await log.TrimAsync(3);
        Assert.Null(log.Refusal);
        await LogUnderTest.AppendAsync(log, "6");
        Assert.Equal(["3", "4", "5", "6"], LogUnderTest.ReadAll(log));
        Assert.Equal(2 * test.Options.SegmentBytes, log.DirectoryBytes);
    }

    [Fact]
    public async Task A_disk_with_too_little_free_space_refuses_though_the_segment_has_room()
    {
        var time = new FakeTimeProvider();
        test.Time = time;
        test.Options = test.Options with { FreeBytesMin = 10_000 };
        await using var log = await test.OpenAsync();
        await LogUnderTest.AppendAsync(log, "0");
        test.Files.BytesMax = test.Options.SegmentBytes + 5000;
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("bytes free", log.Refusal, StringComparison.Ordinal);
        Assert.True((await Assert.ThrowsAsync<InboxUnavailableException>(() => LogUnderTest.AppendAsync(log, "1"))).IsTransient);
        test.Files.BytesMax = test.Options.SegmentBytes + 50_000;
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(log.Refusal);
        await LogUnderTest.AppendAsync(log, "1");
    }

    [Fact]
    public async Task More_than_may_wait_is_refused_for_now_and_a_slow_caller_does_not_hold_up_the_others()
    {
        using var flusher = new FlusherGate();
        await using var log = await test.OpenAsync(flusher);
        flusher.Close();
        var first = log.AppendAsync(new byte[10], TestContext.Current.CancellationToken).AsTask();
        await flusher.Reached;
        var waiting = new List<Task<long>>();
        var refused = Assert.Throws<InboxUnavailableException>(() =>
        {
            while (waiting.Count < 100)
            {
                waiting.Add(log.AppendAsync(new byte[4000], TestContext.Current.CancellationToken).AsTask());
            }
        });
        Assert.True(refused.IsTransient);
        Assert.InRange(waiting.Count, 10, 17);

        // A continuation that never ends would stop the flusher, were it run there.
        using var never = new ManualResetEventSlim();
        var blocked = first.ContinueWith(_ => never.Wait(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        flusher.Open();
        var positions = await Task.WhenAll(waiting);
        Assert.Equal(Enumerable.Range(1, waiting.Count).Select(position => (long)position), positions);
        never.Set();
        await blocked;
    }

    [Fact]
    public async Task Closing_writes_what_was_appended_before_and_refuses_what_comes_after()
    {
        using var flusher = new FlusherGate();
        var log = await test.OpenAsync(flusher);
        flusher.Close();
        var pending = Enumerable.Range(0, 5).Select(number => log.AppendAsync(new[] { (byte)number }, TestContext.Current.CancellationToken).AsTask()).ToList();
        var closing = log.DisposeAsync();
        Assert.True((await Assert.ThrowsAsync<InboxUnavailableException>(async () => await log.AppendAsync(new byte[1], TestContext.Current.CancellationToken))).IsTransient);
        flusher.Open();
        await closing;
        Assert.Equal(new long[] { 0, 1, 2, 3, 4 }, await Task.WhenAll(pending));
        await using var reopened = await test.OpenAsync();
        Assert.Equal(5, reopened.End);
    }

    [Fact]
    public async Task A_reader_whose_records_were_trimmed_is_told_so()
    {
        await using var log = await test.OpenAsync();
        await LogUnderTest.AppendAsync(log, "0", "1", "2", "3", "4", "5", "6", "7");
        using var reader = log.OpenReader(0);
        Assert.True(reader.TryRead(out _));
        await log.TrimAsync(7);
        await LogUnderTest.AppendAsync(log, "8", "9", "10", "11", "12", "13");
        Assert.Equal(6, log.Begin);
        Assert.Throws<ArgumentOutOfRangeException>(() =>
        {
            while (reader.TryRead(out _))
            {
            }
        });
        Assert.Throws<ArgumentOutOfRangeException>(() => log.OpenReader(5));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await log.TrimAsync(15));
    }

    [Fact]
    public async Task A_wait_ends_with_the_log()
    {
        var log = await test.OpenAsync();
        var waiting = log.WaitAsync(0, TestContext.Current.CancellationToken).AsTask();
        await log.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
    }

    [Fact]
    public void Options_that_cannot_be_are_refused_with_every_reason()
    {
        var errors = new SegmentLogOptions { SegmentBytes = 5000, RecordBytesMax = 0, GroupBytesMax = 1, DirectoryBytesMax = 0, FreeBytesMin = -1, SpareSegmentsMax = 0 }.Validate();
        Assert.Equal(6, errors.Count);
        Assert.Empty(new SegmentLogOptions().Validate());
    }

    [Fact]
    public async Task A_record_that_is_empty_or_too_large_is_the_callers_error_and_harms_nobody()
    {
        await using var log = await test.OpenAsync();
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await log.AppendAsync(ReadOnlyMemory<byte>.Empty, TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await log.AppendAsync(new byte[test.Options.RecordBytesMax + 1], TestContext.Current.CancellationToken));
        Assert.Equal(0, await log.AppendAsync(new byte[test.Options.RecordBytesMax], TestContext.Current.CancellationToken));
    }
}
