using System.Globalization;
using Frontline.Core.Games;
using Frontline.Metrics.Catalogue;
using Frontline.Metrics.Compiling;
using Frontline.Metrics.Expressions;
using Frontline.Metrics.Questions;
using Frontline.Tests.Warehouse.Support;
using Xunit;

namespace Frontline.Properties.Metrics;

/// <summary>A grid has in each cell what its metric gives for that day alone.</summary>
public sealed class GridProperties
{
    private static readonly GameTerms Terms = new("g", "USD", 0.3m, AttemptsByStarts: false);

    private static readonly string[] Families = ["retention", "rolling_retention", "ltv", "payer_conversion", "cohort_revenue"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 4)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_cell_is_the_metric_of_its_day(int seed)
    {
        var random = new Random(seed);
        await using var fixture = new WarehouseFixture(new Game { Id = "g", Keys = [], TimeZone = "Europe/Berlin", Currency = "USD" });
        fixture.Options = fixture.Options with { MergeRowsMin = 20 };
        foreach (var load in RandomEvents.Make(random, distinctMoments: true).Chunk(300))
        {
            await fixture.LoadAsync(load);

            // What was merged is counted from bitmaps, the rest from the days.
            if (random.Next(3) == 0)
            {
                await fixture.Warehouse.MergeAsync(cancellation: WarehouseFixture.Cancellation);
            }
        }

        foreach (var family in Families)
        {
            var from = new DateOnly(2026, 3, 10).AddDays(random.Next(10));
            var question = new GridQuestion
            {
                Metric = family, From = from, To = from.AddDays(random.Next(30)), FirstAge = random.Next(3), LastAge = 3 + random.Next(8), Period = random.GetItems(Enum.GetValues<Granularity>(), 1)[0],
                By = random.Next(2) == 0 ? ["country"] : [], Where = random.Next(3) == 0 ? ExpressionParser.Parse("platform = 'a' or platform is null") : null, Game = Terms,
            };
            var columns = string.Join(", ", question.By.Prepend("period"));
            var grid = await fixture.RowsAsync($"SELECT age, {columns}, round(value::DOUBLE, 9) AS value FROM ({new GridCompiler(BuiltInMetrics.Catalogue).Compile(question).Sql}) ORDER BY ALL");
            var cells = new List<string>();
            for (var age = question.FirstAge; age <= question.LastAge; age++)
            {
                var metric = new MetricQuestion
                {
                    Metric = string.Create(CultureInfo.InvariantCulture, $"{family}_d{age}"), From = question.From, To = question.To, Period = question.Period, By = question.By, Where = question.Where, Game = Terms,
                };
                var number = age.ToString(CultureInfo.InvariantCulture);
                cells.AddRange(await fixture.RowsAsync($"SELECT {number}::INTEGER AS age, {columns}, round(value::DOUBLE, 9) AS value FROM ({new MetricCompiler(BuiltInMetrics.Catalogue).Compile(metric).Sql}) ORDER BY ALL"));
            }

            Assert.True(
                Same(cells, grid, family),
                $"Seed {seed}: {family} {question.From:yyyy-MM-dd} to {question.To:yyyy-MM-dd} per {question.Period} by {string.Join(",", question.By)}\nnot in the grid {string.Join(", ", cells.Except(grid))}\nin the grid only {string.Join(", ", grid.Except(cells))}");
        }
    }

    // A sum of nothing is no row of the metric, and 0 in a grid, where the players are there who did nothing.
    private static bool Same(IReadOnlyList<string> cells, IReadOnlyList<string> grid, string family) =>
        cells.SequenceEqual(family == "cohort_revenue" ? [.. grid.Where(cell => !cell.EndsWith("|0", StringComparison.Ordinal))] : grid);
}
