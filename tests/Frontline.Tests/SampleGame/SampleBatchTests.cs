using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Frontline.SampleGame.Files;
using Frontline.SampleGame.Sending;
using Frontline.SampleGame.Truths;
using Frontline.SampleGame.Worlds;
using Frontline.Tests.Configuration;
using Xunit;

namespace Frontline.Tests.SampleGame;

public sealed class SampleBatchTests
{
    private const long ThreeHours = 3L * 60 * 60 * 1000;
    private const long FortyFiveDaysBack = -45L * 24 * 60 * 60 * 1000;

    [Fact]
    public void The_same_options_write_the_same_bytes_and_another_seed_writes_others()
    {
        var world = TestWorlds.Of(30, 10);
        var batches = Texts(world);

        Assert.Equal(batches, Texts(TestWorlds.Of(30, 10)));
        Assert.NotEqual(batches, Texts(TestWorlds.Of(30, 10, seed: 8)));
    }

    [Fact]
    public void What_is_sent_in_many_windows_is_what_is_sent_in_one()
    {
        var world = TestWorlds.Of(400, 10);
        var whole = TestWorlds.WholeOf(world);
        var random = new Random(5);
        var cuts = Enumerable.Range(0, 40).Select(_ => whole.UntilMillis - random.NextInt64(10L * 24 * 60 * 60 * 1000)).Append(whole.UntilMillis).Order().ToList();
        var windows = cuts.Select((until, i) => whole with { FromMillis = i == 0 ? long.MinValue : cuts[i - 1], UntilMillis = until });

        Assert.Equal(Events(TestWorlds.Batches(world, whole)).Order(), Events(TestWorlds.Batches(world, windows)).Order());
    }

    [Fact]
    public void The_truth_counts_what_was_written()
    {
        var world = TestWorlds.Of(2_000, 30);
        var batches = TestWorlds.Batches(world, TestWorlds.WholeOf(world));
        var truth = TruthCounter.Count(world, TestWorlds.WholeOf(world), TestContext.Current.CancellationToken);

        Assert.Equal(batches.Sum(batch => (long)batch.Events * batch.Times), truth.Ledger.Received);
        Assert.Equal(truth.Ledger.Received, truth.Ledger.Recorded + truth.Ledger.Rejected + truth.Ledger.Duplicate);
        Assert.Equal(Events(batches, IsWithinLimits).Distinct().Count(), truth.Ledger.Recorded);
        Assert.InRange(truth.Ledger.Duplicate / (double)truth.Ledger.Received, 0.010, 0.017);
        Assert.InRange(truth.Ledger.Rejected / (double)truth.Ledger.Received, 0.002, 0.005);
        Assert.Superset(new HashSet<string> { "too_late", "in_future", "missing", "bad_time", "not_an_object" }, truth.Rejects.Keys.ToHashSet());
        Assert.True(truth.TestDevices.Events > 0);
        Assert.All(batches, batch => Assert.InRange(batch.Events, 1, BatchWriter.EventsMax));

        // Everything here is sent at the world's end, so what was made to break limits has one of two times.
        bool IsWithinLimits(JsonElement one) =>
            (one.GetProperty("time").GetDateTimeOffset().ToUnixTimeMilliseconds() - world.HistoryEnd) is not (ThreeHours or FortyFiveDaysBack);
    }

    [Fact]
    public void History_has_neither_wrong_clocks_nor_a_time_of_sending()
    {
        var world = TestWorlds.Of(500, 10);
        var history = TestWorlds.Batches(world, TestWorlds.WholeOf(world)).Where(batch => batch.Key == SendKey.History).Select(batch => Encoding.UTF8.GetString(batch.Body.Span)).ToList();

        Assert.NotEmpty(history);
        Assert.DoesNotContain(history, body => body.Contains("sent_at", StringComparison.Ordinal));
        Assert.All(Times(history), time => Assert.InRange(time, new DateTimeOffset(2026, 2, 28, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 3, 12, 0, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public void Files_hold_a_line_for_each_event_of_the_truth_beside_them()
    {
        using var folder = new TemporaryFolder();
        var truth = new WorldFiles(TestWorlds.Of(100, 10), folder.Root).Write(null, TestContext.Current.CancellationToken);
        using var lines = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(folder.Root, "events-0001.ndjson.gz")), CompressionMode.Decompress));
        var count = 0L;
        while (lines.ReadLine() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            Assert.True(json.RootElement.ValueKind == JsonValueKind.Number || json.RootElement.TryGetProperty("name", out _));
            count++;
        }

        using var written = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.Root, Truth.FileName)));
        Assert.Equal(truth.Ledger.Received, count);
        Assert.Equal(count, written.RootElement.GetProperty("ledger").GetProperty("received").GetInt64());
        Assert.DoesNotContain("too_late", truth.Rejects.Keys);
        Assert.Empty(truth.Live);
        Assert.Equal(truth.Campaigns.Sum(campaign => campaign.Cost), File.ReadLines(Path.Combine(folder.Root, "costs.csv")).Skip(1).Sum(row => decimal.Parse(row.Split(',')[3], CultureInfo.InvariantCulture)));
        Assert.Equal(1 + 12, File.ReadLines(Path.Combine(folder.Root, "rates.csv")).Count());
    }

    [Fact]
    public void Times_amounts_and_ids_are_written_as_the_library_writes_them()
    {
        var random = new Random(1);
        var text = new Utf8Text(16);
        for (var i = 0; i < 1_000; i++)
        {
            var (millis, amount) = (random.NextInt64(4_000_000_000_000), random.NextInt64(200_000_000));
            text.Clear();
            text.AddTime(millis);
            text.Add((byte)' ');
            text.AddAmount(amount);
            text.Add((byte)' ');
            text.AddUuid((ulong)random.NextInt64(), (ulong)random.NextInt64());
            var parts = Encoding.UTF8.GetString(text.Written).Split(' ');

            Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(millis).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), parts[0]);
            Assert.Equal(Money.Text(amount), parts[1]);
            Assert.Equal(parts[2], Guid.Parse(parts[2]).ToString());
            Assert.Equal('4', parts[2][14]);
        }
    }

    private static List<string> Texts(SampleWorld world) => [.. TestWorlds.Batches(world, TestWorlds.WholeOf(world)).Select(batch => Encoding.UTF8.GetString(batch.Body.Span))];

    /// <summary>The ids of events that are recorded, as often as they are sent.</summary>
    private static IEnumerable<string> Events(IEnumerable<SampleBatch> batches, Func<JsonElement, bool>? wanted = null)
    {
        foreach (var batch in batches)
        {
            using var json = JsonDocument.Parse(batch.Body);
            foreach (var one in json.RootElement.GetProperty("events").EnumerateArray().Where(one => IsWellFormed(one) && wanted?.Invoke(one) != false))
            {
                for (var i = 0; i < batch.Times; i++)
                {
                    yield return one.GetProperty("event_id").GetString()!;
                }
            }
        }
    }

    /// <summary>The malformed ones say nothing of who sent them.</summary>
    private static bool IsWellFormed(JsonElement one) =>
        one.ValueKind == JsonValueKind.Object && (one.TryGetProperty("session_id", out _) || one.TryGetProperty("source", out _));

    private static IEnumerable<DateTimeOffset> Times(IEnumerable<string> bodies) => bodies.SelectMany(body =>
    {
        using var json = JsonDocument.Parse(body);
        return json.RootElement.GetProperty("events").EnumerateArray().Where(IsWellFormed).Select(one => one.GetProperty("time").GetDateTimeOffset()).ToList();
    });
}
