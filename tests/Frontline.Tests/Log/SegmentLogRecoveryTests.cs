using Frontline.Core;
using Frontline.Core.Road;
using Frontline.Core.Storage;
using Frontline.Embedded.Log;
using Xunit;

namespace Frontline.Tests.Log;

public sealed class SegmentLogRecoveryTests : IDisposable
{
    private const string LastRecord = "the-last-record-which-is-a-little-longer";
    private const int FrameHeaderBytes = 32;
    private readonly LogUnderTest test = new();

    public void Dispose() => test.Dispose();

    [Fact]
    public async Task The_last_record_cut_at_any_byte_is_cut_and_reported_and_the_log_goes_on_where_it_was()
    {
        await test.FillAndKillAsync("one", "two", LastRecord);
        var segment = Assert.Single(test.Segments);
        var start = LogUnderTest.Find(segment, LastRecord) - FrameHeaderBytes;
        var whole = File.ReadAllBytes(segment);
        for (var written = 0; written < FrameHeaderBytes + LastRecord.Length; written++)
        {
            var torn = whole.ToArray();
            torn.AsSpan(start + written).Clear();
            File.WriteAllBytes(segment, torn);
            await using var log = await test.OpenAsync();
            Assert.Equal(["one", "two"], LogUnderTest.ReadAll(log));

            // Less than the salt that begins a frame is no evidence that anything was ever begun.
            Assert.Equal(written < sizeof(ulong), log.Recovery is null);
            Assert.Equal(written < sizeof(ulong) ? null : start, log.Recovery?.Offset);
            Assert.Equal(2, await log.AppendAsync("three"u8.ToArray(), TestContext.Current.CancellationToken));
            Assert.Equal(["one", "two", "three"], LogUnderTest.ReadAll(log));
        }
    }

    [Fact]
    public async Task A_torn_tail_is_cut_once_and_for_all()
    {
        await test.FillAndKillAsync("one", LastRecord);
        var segment = Assert.Single(test.Segments);
        LogUnderTest.Flip(segment, LogUnderTest.Find(segment, LastRecord));
        foreach (var isFirst in new[] { true, false })
        {
            var log = await test.OpenAsync();
            Assert.Equal(isFirst, log.Recovery is not null);
            test.Files.Kill();
            await log.DisposeAsync();
        }
    }

    [Fact]
    public async Task The_last_record_of_a_killed_process_with_any_byte_changed_is_not_read()
    {
        await test.FillAndKillAsync("one", "two", LastRecord);
        var segment = Assert.Single(test.Segments);
        var start = LogUnderTest.Find(segment, LastRecord) - FrameHeaderBytes;
        var whole = File.ReadAllBytes(segment);
        for (var offset = start; offset < start + FrameHeaderBytes + LastRecord.Length; offset++)
        {
            File.WriteAllBytes(segment, whole);
            LogUnderTest.Flip(segment, offset);
            await using var log = await test.OpenAsync();
            Assert.Equal(["one", "two"], LogUnderTest.ReadAll(log));
        }
    }

    [Fact]
    public async Task A_change_of_any_byte_of_an_earlier_record_is_damage_with_its_file_and_offset()
    {
        await test.FillAndKillAsync("one", "the-record-in-the-middle", LastRecord);
        var segment = Assert.Single(test.Segments);
        var start = LogUnderTest.Find(segment, "the-record-in-the-middle") - FrameHeaderBytes;
        var whole = File.ReadAllBytes(segment);
        for (var offset = start; offset < start + FrameHeaderBytes + "the-record-in-the-middle".Length; offset++)
        {
            File.WriteAllBytes(segment, whole);
            LogUnderTest.Flip(segment, offset);
            var damage = await Assert.ThrowsAsync<StreamDamagedException>(async () => await test.OpenAsync());
            Assert.Equal(segment, damage.File);
            Assert.Equal(start, damage.Offset);
        }
    }

    [Fact]
    public async Task After_a_clean_close_a_change_of_the_last_record_is_damage_too()
    {
        await using (var log = await test.OpenAsync())
        {
            await LogUnderTest.AppendAsync(log, "one", LastRecord);
        }

        var segment = Assert.Single(test.Segments);
        var start = LogUnderTest.Find(segment, LastRecord) - FrameHeaderBytes;
        var whole = File.ReadAllBytes(segment);
        for (var offset = start; offset < start + FrameHeaderBytes + LastRecord.Length; offset++)
        {
            File.WriteAllBytes(segment, whole);
            LogUnderTest.Flip(segment, offset);
            Assert.Equal(start, (await Assert.ThrowsAsync<StreamDamagedException>(async () => await test.OpenAsync())).Offset);
        }
    }

    [Fact]
    public async Task Opening_and_closing_again_and_again_adds_nothing()
    {
        for (var run = 0; run < 50; run++)
        {
            await using var log = await test.OpenAsync();
            Assert.Null(log.Recovery);
            Assert.Equal(run == 0 ? 0 : 1, log.End);
            if (run == 0)
                await LogUnderTest.AppendAsync(log, "one");
            Assert.Equal(["one"], LogUnderTest.ReadAll(log));
        }

        Assert.Single(test.Segments);
    }

    [Fact]
    public async Task Damage_in_an_earlier_segment_is_met_when_it_is_read_and_is_never_skipped()
    {
        await test.FillAndKillAsync([.. Enumerable.Range(0, 9).Select(number => $"record-{number}")]);
        Assert.Equal(3, test.Segments.Count);
        LogUnderTest.Flip(test.Segments[0], LogUnderTest.Find(test.Segments[0], "record-1"));
        await using var log = await test.OpenAsync();
        using var reader = log.OpenReader(0);
        Assert.True(reader.TryRead(out _));
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var damage = Assert.Throws<StreamDamagedException>(() => reader.TryRead(out _));
            Assert.Equal(test.Segments[0], damage.File);
            Assert.Equal(LogUnderTest.Find(test.Segments[0], "record-0") - FrameHeaderBytes + 4096, damage.Offset);
        }

        using var later = log.OpenReader(3);
        Assert.True(later.TryRead(out var record));
        Assert.Equal("record-3"u8.ToArray(), record.ToArray());
    }

    [Fact]
    public async Task A_segment_that_is_missing_in_the_middle_is_a_hole()
    {
        await test.FillAndKillAsync([.. Enumerable.Range(0, 9).Select(number => $"record-{number}")]);
        File.Delete(test.Segments[1]);
        Assert.Contains("hole", (await Assert.ThrowsAsync<DataDamagedException>(async () => await test.OpenAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Segments_without_the_file_that_names_their_log_are_not_taken_for_a_new_log()
    {
        await test.FillAndKillAsync("one");
        File.Delete(test.In("meta"));
        Assert.Equal(test.In("meta"), (await Assert.ThrowsAsync<DataDamagedException>(async () => await test.OpenAsync())).Where);
        Assert.Single(test.Segments);
    }

    [Fact]
    public async Task A_log_that_lost_all_its_segments_does_not_begin_anew()
    {
        await test.FillAndKillAsync("one");
        File.Delete(Assert.Single(test.Segments));
        await Assert.ThrowsAsync<DataDamagedException>(async () => await test.OpenAsync());
    }

    [Fact]
    public async Task A_changed_first_block_is_damage()
    {
        await test.FillAndKillAsync("one");
        for (var offset = 0; offset < 64; offset++)
        {
            LogUnderTest.Flip(test.Segments[0], offset);
            await Assert.ThrowsAsync<DataDamagedException>(async () => await test.OpenAsync());
            LogUnderTest.Flip(test.Segments[0], offset);
        }
    }

    [Fact]
    public async Task A_changed_meta_file_is_damage_and_a_newer_format_says_so()
    {
        await test.FillAndKillAsync("one");
        var text = File.ReadAllText(test.In("meta"));
        for (var offset = 0; offset < text.Length; offset++)
        {
            LogUnderTest.Flip(test.In("meta"), offset);
            await Assert.ThrowsAsync<DataDamagedException>(async () => await test.OpenAsync());
            LogUnderTest.Flip(test.In("meta"), offset);
        }

        File.WriteAllText(test.In("meta"), text.Replace("format 1", "format 2", StringComparison.Ordinal));
        Assert.Contains("has format 2, which is newer than this program reads (1)", (await Assert.ThrowsAsync<DataDamagedException>(async () => await test.OpenAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_segment_of_another_log_is_refused()
    {
        using var other = new LogUnderTest { Seed = 99 };
        await test.FillAndKillAsync("one");
        await other.FillAndKillAsync("one");
        File.Copy(other.Segments[0], test.Segments[0], overwrite: true);
        Assert.Contains("belongs to log", (await Assert.ThrowsAsync<DataDamagedException>(async () => await test.OpenAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_opener_of_the_directory_is_refused_with_the_directory_and_the_process()
    {
        await using var log = await test.OpenAsync();
        var refused = await Assert.ThrowsAsync<DirectoryInUseException>(async () => await test.OpenAsync());
        Assert.Contains(test.Path, refused.Message, StringComparison.Ordinal);
        Assert.Equal(Environment.ProcessId, refused.HolderProcessId);
    }

    [Fact]
    public async Task Records_of_an_earlier_use_of_a_segment_never_pass_as_records()
    {
        // Equal records, so that a stale frame differs from the expected one by its salt and position only.
        var log = await test.OpenAsync();
        for (var round = 0; round < 10; round++)
        {
            await LogUnderTest.AppendAsync(log, "same", "same", "same");
            await log.TrimAsync(log.End);
        }

        var end = log.End;
        test.Files.Kill();
        await log.DisposeAsync();
        Assert.True(test.Segments.Count + Directory.GetFiles(test.Path, "spare-*").Length <= 4);
        await using var reopened = await test.OpenAsync();
        Assert.Equal(end, reopened.End);
        Assert.Null(reopened.Recovery);
    }
}
