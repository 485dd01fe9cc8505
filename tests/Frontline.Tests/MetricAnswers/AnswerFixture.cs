using System.Globalization;
using System.Text.Json;
using Frontline.Client.Contracts;
using Frontline.Core.Games;
using Frontline.Embedded.Files;
using Frontline.Embedded.Objects;
using Frontline.Enrichment.Plans;
using Frontline.Lake.Books;
using Frontline.MetricAnswers;
using Frontline.MetricAnswers.Totals;
using Frontline.Tests.Warehouse.Support;
using Frontline.Warehouse.Loading;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging.Abstractions;

namespace Frontline.Tests.MetricAnswers;

/// <summary>The services that answer questions, over a warehouse of their own.</summary>
internal sealed class AnswerFixture : IAsyncDisposable
{
    private readonly LocalObjectStore lake;
    private readonly BookFollower follower;
    private int receipts;

    public AnswerFixture()
    {
        Game = new Game { Id = "g", Keys = [], Currency = "USD" };
        Warehouse = new WarehouseFixture(Game);
        lake = new LocalObjectStore(new PhysicalFileSystem(), Warehouse.LakeDirectory, new Random(1));
        follower = new BookFollower(lake, lake, damaged: null);
        var games = Path.Combine(Warehouse.Root, "games");
        MetricsFile = Path.Combine(games, "g", GameMetricFiles.FileName);
        Directory.CreateDirectory(Path.GetDirectoryName(MetricsFile)!);
        var data = new GameData(Warehouse.Warehouse, Warehouse.Games, Warehouse.Calendar, Warehouse.Time);
        var files = new GameMetricFiles(games, new PhysicalFileSystem());
        var names = new DataNames(data, new NoPlans());
        Metrics = new MetricService(data, files, names);
        Grids = new GridService(data, files, names);
        Funnels = new FunnelService(data, names);
        Totals = new MetricTotals(data);
        Keeper = new TotalsKeeper(Warehouse.Games, Warehouse.Calendar, Totals, Warehouse.Warehouse, new BookStore(lake), LoadBooksAsync, Warehouse.Time, NullLogger.Instance);
        Explanations = new ExplainService(data, Metrics, Totals);
    }

    public Game Game { get; }

    public WarehouseFixture Warehouse { get; }

    public string MetricsFile { get; }

    public MetricService Metrics { get; }

    public GridService Grids { get; }

    public FunnelService Funnels { get; }

    public MetricTotals Totals { get; }

    public TotalsKeeper Keeper { get; }

    public ExplainService Explanations { get; }

    /// <summary>What stands behind the question mark of an address.</summary>
    public static IQueryCollection Query(string text) => new QueryCollection(QueryHelpers.ParseQuery(text));

    /// <summary>An event of a player, which nothing follows.</summary>
    public TestRow At(long player, string time) => new() { PlayerKey = player, Time = TestRow.At(time), RecordedAt = TestRow.At("2026-01-31T12:00:01Z"), WriteKey = "history", Receipt = ++receipts };

    /// <summary>A purchase of a player, in a currency.</summary>
    public TestRow Paid(long player, string time, decimal amount, string currency = "USD") => At(player, time) with { Name = "purchase", Amount = amount, Currency = currency, PlayerMade = false };

    /// <summary>What was spent, as it is imported: date, campaign, network, country, platform, cost and currency.</summary>
    public async Task SpendAsync(params string?[][] rows)
    {
        await new BookStore(lake).AddAsync(Book.Costs, "test", [new BookFile("test.csv", new string('a', 64))], [.. rows.Select(row => (string?[])[Game.Id, .. row, null, null, null])], Warehouse.Time, WarehouseFixture.Cancellation);
        await LoadBooksAsync(WarehouseFixture.Cancellation);
    }

    /// <summary>The answer to a question as it stands behind the question mark of an address.</summary>
    public Task<MetricAnswer> AskAsync(string metric, string query) => Metrics.AnswerAsync(Game, MetricRequest.Read(metric, Query(query)), WarehouseFixture.Cancellation);

    /// <summary>The rows of an answer: period, dimensions, value, and the note where there is none; cells joined by '|'.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync(string metric, string query) => [.. (await AskAsync(metric, query)).Rows.Select(row => string.Join('|',
        [row.Period.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), .. row.Dimensions.Values.Select(value => value.ToString()), row.Value.ValueKind == JsonValueKind.Null ? row.Note! : row.Value.GetDouble().ToString("0.####", CultureInfo.InvariantCulture)]))];

    public async ValueTask DisposeAsync()
    {
        await Keeper.DisposeAsync();
        Funnels.Dispose();
        await Warehouse.DisposeAsync();
    }

    private Task LoadBooksAsync(CancellationToken cancellation) => follower.CatchUpAsync(Warehouse.Warehouse, cancellation);

    private sealed class NoPlans : ITrackingPlans
    {
        public TrackingPlan? Find(string game) => null;
    }
}
