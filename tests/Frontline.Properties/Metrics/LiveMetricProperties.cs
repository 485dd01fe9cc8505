using Frontline.Core.Events;
using Frontline.Core.Games;
using Frontline.Core.Live;
using Frontline.Core.Road;
using Frontline.Core.State;
using Frontline.Embedded.Files;
using Frontline.Embedded.Objects;
using Frontline.Lake.Books;
using Frontline.Live;
using Frontline.Metrics.Catalogue;
using Frontline.Metrics.Compiling;
using Frontline.Metrics.Live;
using Frontline.Metrics.Questions;
using Frontline.Properties.Live;
using Frontline.Properties.Warehouse;
using Frontline.Testing.State;
using Frontline.Tests.Warehouse.Support;
using Frontline.Warehouse.Loading;
using Xunit;

namespace Frontline.Properties.Metrics;

/// <summary>A metric has one definition and two evaluations: once all is settled, live windows and the warehouse give the same, whatever came late, twice or out of order.</summary>
public sealed class LiveMetricProperties
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 2 * LiveCheckProperties.Places.Length)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Both_evaluations_are_equal_once_settled(int seed)
    {
        var random = new Random(seed);
        var (zone, around) = LiveCheckProperties.Places[seed % LiveCheckProperties.Places.Length];
        var game = new Game { Id = "a", Keys = [], TimeZone = zone, SessionIdleMinutes = random.Next(2) == 0 ? 30 : 7, Currency = "USD" };
        await using var fixture = new WarehouseFixture(game);
        var lake = new LocalObjectStore(new PhysicalFileSystem(), fixture.LakeDirectory, new Random(seed));
        var rates = await RatesAsync(fixture, lake, TestRow.At(around).UnixDay);
        var (state, store) = (new MemoryKeyedState(), new MemoryLiveStore());
        var windows = new LiveWindows(state, fixture.Games, fixture.Calendar, new LiveOptions(), store, new LiveChain(WarehouseFixture.Chain.Log, 0));
        var source = new RandomRows(random, game.SessionIdleMinutes, ["a"]);
        var recordedAt = TestRow.At(around) - TimeSpan.FromHours(random.Next(1, 20));
        for (var entry = 1L; entry <= 60; entry++)
        {
            recordedAt += TimeSpan.FromSeconds(random.Next(10) == 0 ? random.Next(10_000) : random.Next(300));
            var rows = source.Entry(entry, recordedAt).Where(row => IsCountedLive(row, recordedAt.UnixMicros)).ToList();
            var batch = new StateBatch();
            windows.Apply(entry, recordedAt, rows, batch);
            state.Commit(batch);
            await LiveCheckProperties.LoadAsync(fixture, lake, entry - 1, entry, rows);
        }

        await fixture.Warehouse.RefreshSessionsAsync(WarehouseFixture.Cancellation);
        var terms = new GameTerms("a", "USD", 0.3m, AttemptsByStarts: false);
        var evaluator = new LiveEvaluator(BuiltInMetrics.Catalogue, terms, rates.Convert);
        var metrics = BuiltInMetrics.Catalogue.Definitions.Where(definition => definition.Parameters.Count == 0).Select(definition => BuiltInMetrics.Catalogue.Resolve(definition.Name)).Where(evaluator.CanEvaluate).ToList();
        Assert.Superset(new HashSet<string> { "events", "dau", "new_players", "sessions", "purchases", "revenue", "net_revenue", "arpdau", "sessions_per_player" }, metrics.Select(metric => metric.Name).ToHashSet());
        var today = fixture.Calendar.DayOf(zone, recordedAt);
        foreach (var day in (DateOnly[])[today.AddDays(-1), today])
        {
            foreach (var metric in metrics)
            {
                Assert.Equal((seed, day, metric.Name, Text(await StoredAsync(fixture, terms, metric.Name, day))), (seed, day, metric.Name, Text(evaluator.Evaluate(metric, Numbers(store, day)))));
            }
        }
    }

    // Test devices, history and imports are in no live window; nor is what is older than the windows, which both days exclude anyway.
    private static bool IsCountedLive(RecordedRow row, long recordedAt) => row.Outcome is not Outcome.Event || (row.Key is WriteKeyKind.Production && row.Live && row.Time.UnixMicros <= recordedAt + 3_600_000_000);

    private static LiveNumbers Numbers(MemoryLiveStore store, DateOnly day) =>
        store.Read(new LiveQuery { Game = "a" }).Windows.FirstOrDefault(window => window.Window.Kind == LiveWindowKind.Day && window.Window.Start == day.DayNumber).Numbers ?? LiveNumbers.Zero;

    private static async Task<decimal?> StoredAsync(WarehouseFixture fixture, GameTerms terms, string metric, DateOnly day)
    {
        var sql = new MetricCompiler(BuiltInMetrics.Catalogue).Compile(new MetricQuestion { Metric = metric, From = day, To = day, Period = Granularity.Day, By = [], Game = terms }).Sql;
        var value = await fixture.ValueAsync($"SELECT value::VARCHAR FROM ({sql})");
        return value == "NULL" ? null : decimal.Parse(value, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture);
    }

    // Ratios are doubles in the warehouse.
    private static string Text(decimal? value) => value is { } number ? Math.Round(number, 7).ToString("0.#######", System.Globalization.CultureInfo.InvariantCulture) : "none";

    private static async Task<LiveRates> RatesAsync(WarehouseFixture fixture, LocalObjectStore lake, long day)
    {
        using var signal = new Signal();
        using var loader = new Loader(fixture.Warehouse, fixture.Warehouse, lake, lake, signal, new LoaderOptions(), fixture.Time);
        var dates = Enumerable.Range(-10, 20).Select(offset => DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays((int)day + offset)).ToList();
        string?[][] rows = [.. dates.Select((date, i) => (string[])[date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), "EUR", "USD", $"1.{i + 10}"])];
        await new BookStore(lake).AddAsync(Book.Rates, "test", [new BookFile("rates.csv", new string('a', 64))], rows, fixture.Time, WarehouseFixture.Cancellation);
        await loader.CatchUpAsync(WarehouseFixture.Cancellation);
        return new LiveRates("USD", dates.Select((date, i) => (date, i)).ToDictionary(pair => ("USD", pair.date), pair => double.Parse($"1.{pair.i + 10}", System.Globalization.CultureInfo.InvariantCulture)));
    }
}
