using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.Games;
using Frontline.Core.Live;
using Frontline.Core.State;
using Frontline.Live;
using Frontline.Testing.Games;
using Frontline.Testing.State;
using Xunit;

namespace Frontline.Properties.Live;

public sealed class LiveWindowsProperties
{
    private static readonly LiveChain Chain = new("00000000000a", 0);
    private static readonly GameCalendar Calendar = new();

    // Moments around which local days are 23, 24 or 25 hours long, begin at a quarter to, repeat a minute, or do not exist.
    private static readonly (string Zone, DateTimeOffset Around)[] Places =
    [
        ("UTC", new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero)),
        ("Europe/London", new(2026, 10, 25, 2, 0, 0, TimeSpan.Zero)),
        ("Europe/London", new(2026, 3, 29, 2, 0, 0, TimeSpan.Zero)),
        ("America/New_York", new(2026, 11, 1, 6, 0, 0, TimeSpan.Zero)),
        ("Asia/Kathmandu", new(2026, 5, 5, 18, 15, 0, TimeSpan.Zero)),
        ("America/St_Johns", new(2006, 10, 29, 2, 31, 0, TimeSpan.Zero)),
        ("Pacific/Apia", new(2011, 12, 30, 10, 0, 0, TimeSpan.Zero)),
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 42)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Kept_windows_equal_a_recount_of_all_rows_at_every_entry(int seed)
    {
        var random = new Random(seed);
        var (zone, around) = Places[seed % Places.Length];
        var idle = random.Next(2) == 0 ? 30 : 7;
        Game[] games = [new() { Id = "a", Keys = [], TimeZone = zone, SessionIdleMinutes = idle }, new() { Id = "b", Keys = [], TimeZone = "UTC", SessionIdleMinutes = 30 }];
        var catalog = new FixedGameCatalog(games);
        var options = new LiveOptions
        {
            ValuesPerDimensionMax = random.Next(2) == 0 ? 200 : random.Next(1, 5),
            PlayersInMemoryMax = random.Next(2) == 0 ? 1_000 : random.Next(1, 5),
            WindowsInMemoryMax = random.Next(2) == 0 ? 1_000 : random.Next(1, 5),
        };
        var source = new RandomRows(random, idle, ["a", "a", "b"]);
        var state = new MemoryKeyedState();
        var store = new MemoryLiveStore();
        var windows = new LiveWindows(state, catalog, Calendar, options, store, Chain);
        var recordedAt = Timestamp.FromDateTimeOffset(around) - TimeSpan.FromHours(random.Next(1, 40));
        var entries = new List<(long Entry, Timestamp RecordedAt, List<RecordedRow> Rows)>();
        long entry = 0;
        for (var step = 0; step < 50; step++)
        {
            entry += random.Next(1, 3);
            recordedAt += Step(random);
            if (random.Next(30) == 0)
            {
                catalog.Change(games[0] with { TimeZone = Places[random.Next(Places.Length)].Zone }, games[1]);
            }

            var rows = source.Entry(entry, recordedAt);
            entries.Add((entry, recordedAt, rows));
            Apply(windows, state, entry, recordedAt, rows);
            Check(seed, entries, store, options);
            if (random.Next(8) == 0)
            {
                store = new MemoryLiveStore();
                windows = new LiveWindows(state, catalog, Calendar, options, store, Chain);
                Check(seed, entries, store, options);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Replaying_an_older_copy_of_the_state_gives_the_same_state_byte_for_byte(int seed)
    {
        var random = new Random(seed + 1_000);
        var (zone, around) = Places[seed % Places.Length];
        var catalog = new FixedGameCatalog(new Game { Id = "a", Keys = [], TimeZone = zone, SessionIdleMinutes = 30 });
        var options = new LiveOptions { ValuesPerDimensionMax = random.Next(1, 6), PlayersInMemoryMax = random.Next(1, 10), WindowsInMemoryMax = random.Next(1, 10) };
        var source = new RandomRows(random, 30, ["a"]);
        var recordedAt = Timestamp.FromDateTimeOffset(around) - TimeSpan.FromHours(random.Next(1, 40));
        var entries = new List<(long Entry, Timestamp RecordedAt, List<RecordedRow> Rows)>();
        for (var entry = 1; entry <= 40; entry++)
        {
            recordedAt += Step(random);
            entries.Add((entry, recordedAt, source.Entry(entry, recordedAt)));
        }

        var state = new MemoryKeyedState();
        var copy = new MemoryKeyedState();
        var copiedAt = random.Next(0, 40);
        var windows = new LiveWindows(state, catalog, Calendar, options, new MemoryLiveStore(), Chain);
        foreach (var (entry, at, rows) in entries)
        {
            Apply(windows, state, entry, at, rows);
            if (entry == copiedAt)
            {
                copy = Copy(state);
            }
        }

        var store = new MemoryLiveStore();
        var replayed = new LiveWindows(copy, catalog, Calendar, new LiveOptions { ValuesPerDimensionMax = options.ValuesPerDimensionMax }, store, Chain);
        foreach (var (entry, at, rows) in entries.Where(one => one.Entry > copiedAt))
        {
            Apply(replayed, copy, entry, at, rows);
        }

        Assert.True(Dump(state).SequenceEqual(Dump(copy)), $"seed {seed}, copied at {copiedAt}");
        Check(seed, entries, store, options);
    }

    private static TimeSpan Step(Random random) => random.Next(10) switch
    {
        0 => TimeSpan.Zero,
        1 => TimeSpan.FromHours(random.Next(1, 9)),
        2 => TimeSpan.FromMinutes(random.Next(1, 120)),
        _ => TimeSpan.FromSeconds(random.Next(0, 600)),
    };

    private static void Apply(LiveWindows windows, MemoryKeyedState state, long entry, Timestamp recordedAt, List<RecordedRow> rows)
    {
        var batch = new StateBatch();
        windows.Apply(entry, recordedAt, rows, batch);
        state.Commit(batch);
    }

    private static void Check(int seed, List<(long Entry, Timestamp RecordedAt, List<RecordedRow> Rows)> entries, MemoryLiveStore store, LiveOptions options)
    {
        var (entry, recordedAt, _) = entries[^1];
        var (slice, facts) = LiveFacts.Read(store);
        Assert.Equal(entry, Assert.Single(slice.Positions).Entry);
        var expected = new NaiveRecount([.. entries.SelectMany(one => one.Rows)], slice, recordedAt, Calendar).Count();
        var actual = facts.ToHashSet();
        if (!actual.SetEquals(expected))
        {
            var wrong = expected.Except(actual).Select(fact => $"expected {fact}").Concat(actual.Except(expected).Select(fact => $"found    {fact}"));
            Assert.Fail($"seed {seed}, entry {entry} recorded at {recordedAt}:\n{string.Join('\n', wrong.Order().Take(12))}");
        }

        foreach (var parts in slice.Windows.Select(window => window.Window).Where(window => window.Value != "other").GroupBy(window => window with { Value = "" }))
        {
            Assert.True(parts.Count() <= options.ValuesPerDimensionMax, $"seed {seed}, entry {entry}: {parts.Key} has {parts.Count()} values");
        }
    }

    private static MemoryKeyedState Copy(MemoryKeyedState state)
    {
        var batch = new StateBatch();
        foreach (var (key, value) in state.Scan([]))
        {
            batch.Put(key, value);
        }

        var copy = new MemoryKeyedState();
        copy.Commit(batch);
        return copy;
    }

    private static IEnumerable<string> Dump(MemoryKeyedState state) => state.Scan([]).Select(pair => $"{Convert.ToHexString(pair.Key)}={Convert.ToHexString(pair.Value)}");
}
