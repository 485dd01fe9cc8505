using System.Text;
using Frontline.Embedded.Log;
using Xunit;

namespace Frontline.Tests.Log;

public sealed class LogDirectoryReaderTests : IDisposable
{
    private const string LastRecord = "the-last-record-which-is-a-little-longer";
    private const int FrameHeaderBytes = 32;
    private readonly LogUnderTest test = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => test.Dispose();

    [Fact]
    public async Task Beside_a_process_that_has_the_log_open_everything_is_read_and_nothing_changed()
    {
        await using var log = await test.OpenAsync();
        var records = Numbered(0, 12);
        await LogUnderTest.AppendAsync(log, records);
        Assert.True(test.Segments.Count > 2, "The records should fill several segments.");
        var before = Contents();

        Assert.Equal(records, Read(out var damage));

        Assert.Empty(damage);
        Assert.Equal(before, Contents());
        Assert.Equal(12, await log.AppendAsync("more"u8.ToArray(), Cancellation));
    }

    [Fact]
    public async Task A_tail_torn_at_any_byte_ends_the_records_and_is_left_as_it_is()
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

            Assert.Equal(["one", "two"], Read(out var damage));
            Assert.Empty(damage);
            Assert.Equal(torn, File.ReadAllBytes(segment));
        }
    }

    [Fact]
    public async Task A_group_of_which_a_record_is_torn_counts_as_little_as_when_the_log_is_opened()
    {
        using var gate = new FlusherGate();
        var log = await test.OpenAsync(gate);
        gate.Close();
        var first = log.AppendAsync("first"u8.ToArray(), Cancellation).AsTask();
        await gate.Reached;
        var group = new[] { log.AppendAsync("of-one-group"u8.ToArray(), Cancellation).AsTask(), log.AppendAsync(Encoding.UTF8.GetBytes(LastRecord), Cancellation).AsTask() };
        gate.Open();
        await first;
        foreach (var append in group)
            await append;
        test.Files.Kill();
        await log.DisposeAsync();
        var segment = Assert.Single(test.Segments);
        LogUnderTest.Flip(segment, LogUnderTest.Find(segment, LastRecord));

        Assert.Equal(["first"], Read(out var damage));
        Assert.Empty(damage);
    }

    [Fact]
    public async Task A_changed_byte_in_the_middle_is_told_with_its_place_and_the_rest_of_its_segment_given_up()
    {
        await test.FillAndKillAsync("one", "the-record-in-the-middle", LastRecord);
        var segment = Assert.Single(test.Segments);
        var start = LogUnderTest.Find(segment, "the-record-in-the-middle") - FrameHeaderBytes;
        var whole = File.ReadAllBytes(segment);
        for (var offset = start; offset < start + FrameHeaderBytes + "the-record-in-the-middle".Length; offset++)
        {
            File.WriteAllBytes(segment, whole);
            LogUnderTest.Flip(segment, offset);

            Assert.Equal(["one"], Read(out var damage));
            var found = Assert.Single(damage);
            Assert.Equal((segment, start, 1L), (found.File, found.Offset, found.Position));
        }
    }

    [Fact]
    public async Task After_damage_in_a_segment_the_next_one_is_read_and_the_lost_records_are_told()
    {
        var records = Numbered(0, 12);
        await test.FillAndKillAsync(records);
        var lost = Ranges()[1];
        LogUnderTest.Flip(test.Segments[1], LogUnderTest.Find(test.Segments[1], records[lost.First]));

        Assert.Equal(records[..lost.First].Concat(records[lost.End..]), Read(out var damage));

        var found = Assert.Single(damage);
        Assert.Equal((test.Segments[1], lost.First), (found.File, (int)found.Position!));
        Assert.Contains($"Records {lost.First} to {lost.End - 1} are lost", found.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_segment_that_is_missing_or_has_lost_its_first_block_is_a_hole_with_its_records_named(bool isMissing)
    {
        var records = Numbered(0, 12);
        await test.FillAndKillAsync(records);
        var lost = Ranges()[1];
        if (isMissing)
            File.Delete(test.Segments[1]);
        else
            LogUnderTest.Flip(test.Segments[1], 40);

        Assert.Equal(records[..lost.First].Concat(records[lost.End..]), Read(out var damage));

        Assert.Equal(2, damage.Count);
        Assert.Equal((test.In("000000000002.segment"), lost.First), (damage[0].File, (int)damage[0].Position!));
        Assert.Contains($"Records {lost.First} to {lost.End - 1} are lost", damage[1].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Segments_trimmed_and_used_again_while_it_reads_are_no_damage()
    {
        await using var log = await test.OpenAsync();
        await LogUnderTest.AppendAsync(log, Numbered(0, 12));
        using var reader = new LogDirectoryReader(test.Files, test.Path);
        Assert.True(reader.TryRead(out _));
        await log.TrimAsync(9);
        await LogUnderTest.AppendAsync(log, Numbered(12, 12));

        var read = new List<long>();
        while (reader.TryRead(out _))
            read.Add(reader.Position);

        Assert.Empty(reader.Damage);
        Assert.Contains(11, read);
        Assert.DoesNotContain(3, read.Skip(1));
    }

    [Fact]
    public async Task Beside_a_writer_that_appends_all_the_time_every_read_is_a_whole_beginning()
    {
        test.Options = SmallLog.Options with { SegmentBytes = 16 * 1024 * 1024 };
        await using var log = await test.OpenAsync();
        var writing = Task.Run(
            async () =>
            {
                for (var number = 0; number < 600; number++)
                    await log.AppendAsync(Encoding.UTF8.GetBytes($"record-{number}"), Cancellation);
            },
            Cancellation);
        while (!writing.IsCompleted)
        {
            var acknowledged = log.End;
            var read = Read(out var damage);

            Assert.Empty(damage);
            Assert.True(read.Count >= acknowledged, $"{read.Count} of {acknowledged} records were read.");
            Assert.Equal(Enumerable.Range(0, read.Count).Select(number => $"record-{number}"), read);
        }

        await writing;
    }

    [Fact]
    public void A_directory_that_is_not_there_has_no_records()
    {
        Assert.Empty(Read(out var damage));
        Assert.Empty(damage);
    }

    [Fact]
    public async Task A_log_without_its_id_is_damage()
    {
        await test.FillAndKillAsync("one");
        File.Delete(test.In("meta"));

        Assert.Empty(Read(out var damage));
        Assert.Equal(test.In("meta"), Assert.Single(damage).File);
    }

    private static string[] Numbered(int from, int count) => [.. Enumerable.Range(from, count).Select(number => $"record-{number:D3}".PadRight(3000, '.'))];

    private List<string> Read(out IReadOnlyList<LogDamage> damage)
    {
        using var reader = new LogDirectoryReader(test.Files, test.Path);
        var records = new List<string>();
        while (reader.TryRead(out var record))
            records.Add(Encoding.UTF8.GetString(record.Span));
        damage = reader.Damage;
        return records;
    }

    /// <summary>The positions each segment holds, from the first to the one after the last, as far as a successor tells.</summary>
    private List<(int First, int End)> Ranges()
    {
        var first = test.Segments.Select(segment => (int)BitConverter.ToInt64(File.ReadAllBytes(segment), 24)).ToList();
        return [.. first.Zip(first.Skip(1))];
    }

    private List<(string Name, string Bytes)> Contents() =>
        [.. Directory.GetFiles(test.Path).Where(file => Path.GetFileName(file) != "lock").Order(StringComparer.Ordinal).Select(file => (file, Convert.ToHexString(File.ReadAllBytes(file))))];
}
