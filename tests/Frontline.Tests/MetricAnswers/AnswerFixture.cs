using Frontline.Core.Games;
using Frontline.Embedded.Files;
using Frontline.Enrichment.Plans;
using Frontline.MetricAnswers;
using Frontline.Tests.Warehouse.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Frontline.Tests.MetricAnswers;

/// <summary>The services that answer questions, over a warehouse of their own.</summary>
internal sealed class AnswerFixture : IAsyncDisposable
{
    private int receipts;

    public AnswerFixture()
    {
        Game = new Game { Id = "g", Keys = [], Currency = "USD" };
        Warehouse = new WarehouseFixture(Game);
        var games = Path.Combine(Warehouse.Root, "games");
        MetricsFile = Path.Combine(games, "g", GameMetricFiles.FileName);
        Directory.CreateDirectory(Path.GetDirectoryName(MetricsFile)!);
        var data = new GameData(Warehouse.Warehouse, Warehouse.Games, Warehouse.Time);
        var files = new GameMetricFiles(games, new PhysicalFileSystem());
        var names = new DataNames(data, new NoPlans());
        Metrics = new MetricService(data, files, names);
        Grids = new GridService(data, files, names);
        Funnels = new FunnelService(data, names);
    }

    public Game Game { get; }

    public WarehouseFixture Warehouse { get; }

    public string MetricsFile { get; }

    public MetricService Metrics { get; }

    public GridService Grids { get; }

    public FunnelService Funnels { get; }

    /// <summary>What stands behind the question mark of an address.</summary>
    public static IQueryCollection Query(string text) => new QueryCollection(QueryHelpers.ParseQuery(text));

    /// <summary>An event of a player, which nothing follows.</summary>
    public TestRow At(long player, string time) => new() { PlayerKey = player, Time = TestRow.At(time), WriteKey = "history", Receipt = ++receipts };

    public async ValueTask DisposeAsync()
    {
        Funnels.Dispose();
        await Warehouse.DisposeAsync();
    }

    private sealed class NoPlans : ITrackingPlans
    {
        public TrackingPlan? Find(string game) => null;
    }
}
