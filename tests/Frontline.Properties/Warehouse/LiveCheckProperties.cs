using System.Globalization;
using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.Games;
using Frontline.Core.Live;
using Frontline.Core.State;
using Frontline.Embedded.Files;
using Frontline.Embedded.Objects;
using Frontline.Lake;
using Frontline.Lake.Rows;
using Frontline.Live;
using Frontline.Properties.Live;
using Frontline.Testing.State;
using Frontline.Tests.Warehouse.Support;
using Frontline.Warehouse.Loading;
using Xunit;

namespace Frontline.Properties.Warehouse;

/// <summary>Promise 5: at equal chain positions, kept live windows and the warehouse give equal numbers.</summary>
public sealed class LiveCheckProperties
{
    internal static readonly (string Zone, string Around)[] Places =
    [
        ("UTC", "2026-01-31T12:00:00Z"),
        ("Europe/London", "2026-10-25T02:00:00Z"),
        ("America/New_York", "2026-03-08T07:00:00Z"),
        ("Asia/Kathmandu", "2026-05-05T18:15:00Z"),
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, Places.Length)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Kept_windows_equal_the_warehouse_at_equal_positions(int seed)
    {
        var random = new Random(seed);
        var (zone, around) = Places[seed % Places.Length];
        Game[] games = [new() { Id = "a", Keys = [], TimeZone = zone, SessionIdleMinutes = random.Next(2) == 0 ? 30 : 7 }, new() { Id = "b", Keys = [] }];
        await using var fixture = new WarehouseFixture(games);
        var lake = new LocalObjectStore(new PhysicalFileSystem(), fixture.LakeDirectory, new Random(seed));
        var state = new MemoryKeyedState();
        var store = new MemoryLiveStore();
        var options = new LiveOptions { ValuesPerDimensionMax = random.Next(2) == 0 ? 200 : random.Next(1, 5) };
        var windows = new LiveWindows(state, fixture.Games, fixture.Calendar, options, store, new LiveChain(WarehouseFixture.Chain.Log, 0));
        var source = new RandomRows(random, games[0].SessionIdleMinutes, ["a", "a", "b"]);
        var recordedAt = TestRow.At(around) - TimeSpan.FromHours(random.Next(1, 40));
        var waiting = new List<RecordedRow>();
        var loaded = 0L;
        for (var entry = 1L; entry <= 40; entry++)
        {
            recordedAt += TimeSpan.FromSeconds(random.Next(10) == 0 ? random.Next(20_000) : random.Next(600));
            var rows = source.Entry(entry, recordedAt);
            var batch = new StateBatch();
            windows.Apply(entry, recordedAt, rows, batch);
            state.Commit(batch);
            waiting.AddRange(rows);
            if (entry % 10 != 0 && random.Next(5) > 0)
            {
                continue;
            }

            var slice = store.Read(new LiveQuery { Dimension = null });
            if (waiting.Count > 0)
            {
                Assert.Null(await fixture.Warehouse.CheckLiveAsync(slice, WarehouseFixture.Cancellation));
            }

            await LoadAsync(fixture, lake, loaded, entry, waiting);
            loaded = entry;
            waiting.Clear();
            Assert.Equal([], Assert.IsAssignableFrom<IReadOnlyList<Frontline.Warehouse.LiveDifference>>(await fixture.Warehouse.CheckLiveAsync(slice, WarehouseFixture.Cancellation)).Select(difference => $"seed {seed}, entry {entry}: {difference}").Take(10));
        }

        await AssertEachChangeIsFoundAsync(fixture, store.Read(new LiveQuery { Dimension = null }), random);
    }

    /// <summary>A check that finds nothing must be one that would.</summary>
    private static async Task AssertEachChangeIsFoundAsync(WarehouseFixture fixture, LiveSlice slice, Random random)
    {
        var newest = slice.Windows.Where(window => window.Window.Kind == LiveWindowKind.Day).ToList();
        var at = newest[random.Next(newest.Count)];
        foreach (var (metric, numbers) in new[]
        {
            ("events", at.Numbers with { Events = at.Numbers.Events + 1 }),
            ("active_players", at.Numbers with { ActivePlayers = at.Numbers.ActivePlayers + 1 }),
            ("new_players", at.Numbers with { NewPlayers = at.Numbers.NewPlayers + 1 }),
            ("sessions", at.Numbers with { Sessions = at.Numbers.Sessions + 1 }),
            ("purchases", at.Numbers with { Purchases = at.Numbers.Purchases + 1 }),
            ("rejects", at.Numbers with { Rejects = at.Numbers.Rejects + 1 }),
            ("refunds", at.Numbers with { Money = [.. at.Numbers.Money, new LiveMoney(new DateOnly(2020, 1, 1), "USD", 0, 0, 0.00000001m)] }),
        })
        {
            var changed = slice with { Windows = [.. slice.Windows.Select(window => window.Window == at.Window ? at with { Numbers = numbers } : window)] };
            var difference = Assert.Single((await fixture.Warehouse.CheckLiveAsync(changed, WarehouseFixture.Cancellation))!);
            Assert.Equal((at.Window, metric), (difference.Window, difference.Metric));
        }
    }

    /// <summary>Loads rows as one landing file of a range of entries.</summary>
    internal static async Task LoadAsync(WarehouseFixture fixture, LocalObjectStore lake, long after, long through, List<RecordedRow> rows)
    {
        var files = new List<LoadFile>();
        if (rows.Count > 0)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"landing/{WarehouseFixture.Chain.Log}/0/0000000000000001-{through:D8}.parquet");
            files.Add(new LoadFile(await RowFiles.WriteAsync(lake, name, DataFileKind.Landing, [.. rows], WarehouseFixture.Cancellation), lake.PathOf(name)));
        }

        await fixture.LoadAsync(WarehouseFixture.Range(after, through, [.. files]));
    }
}
