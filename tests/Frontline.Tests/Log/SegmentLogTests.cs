using System.Text;
using Frontline.Core;
using Frontline.Core.Road;
using Frontline.Core.Storage;
using Frontline.Embedded.Files;
using Frontline.Embedded.Log;
using Xunit;

namespace Frontline.Tests.Log;

public sealed class SegmentLogTests : IDisposable
{
    private static readonly SegmentLogOptions Small = SmallLog.Options;
    private readonly TemporaryFolder folder = new();
    private readonly PhysicalFileSystem files = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Records_are_numbered_without_gaps_and_read_back_in_order_across_segments_and_restarts()
    {
        var expected = new List<string>();
        string? id = null;
        for (var run = 0; run < 3; run++)
        {
            await using var log = await Open();
            Assert.Equal(id ??= log.Id, log.Id);
            Assert.Null(log.Recovery);
            Assert.Equal(expected.Count, log.End);
            for (var index = 0; index < 40; index++)
            {
                var record = Record(run, index);
                Assert.Equal(expected.Count, await log.AppendAsync(Encoding.UTF8.GetBytes(record), TestContext.Current.CancellationToken));
                expected.Add(record);
            }

            Assert.Equal(expected, ReadAll(log));
        }

        Assert.True(Directory.GetFiles(folder.In("log"), "*.segment").Length > 3);
    }

    [Fact]
    public async Task Concurrent_appends_each_get_the_position_their_record_is_read_at()
    {
        await using var log = await Open();
        var appended = await Task.WhenAll(Enumerable.Range(0, 32).Select(writer => Task.Run(async () =>
        {
            var mine = new List<(long Position, string Record)>();
            for (var index = 0; index < 50; index++)
            {
                var record = Record(writer, index);
                mine.Add((await log.AppendAsync(Encoding.UTF8.GetBytes(record)), record));
            }

            return mine;
        })));
        var all = ReadAll(log);
        Assert.Equal(1600, all.Count);
        foreach (var (position, record) in appended.SelectMany(mine => mine))
        {
            Assert.Equal(record, all[(int)position]);
        }
    }

    private static string Record(int run, int index) => $"{run}/{index}/" + new string((char)('a' + (index % 26)), (index * 379) % 9000);

    private static List<string> ReadAll(SegmentLog log)
    {
        using var reader = log.OpenReader(log.Begin);
        var records = new List<string>();
        while (reader.TryRead(out var record))
        {
            records.Add(Encoding.UTF8.GetString(record.Span));
        }

        return records;
    }

    private ValueTask<SegmentLog> Open(SegmentLogOptions? options = null, int seed = 1) => SegmentLog.OpenAsync(files, folder.In("log"), options ?? Small, TimeProvider.System, new Random(seed));
}
