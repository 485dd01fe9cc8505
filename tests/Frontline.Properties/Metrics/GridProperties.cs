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

    private static readonly string[] Families = ["retention", "rolling_retention", "ltv", "payer_conversion", "cohort_revenue", "retention_24h", "bracket_retention"];

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
                Metric = family, From = from, To = from.AddDays(random.Next(30)), Ages = Ages(family, random), Period = random.GetItems(Enum.GetValues<Granularity>(), 1)[0],
                By = random.Next(2) == 0 ? ["country"] : [], Where = random.Next(3) == 0 ? ExpressionParser.Parse("platform = 'a' or platform is null") : null, Game = Terms,
            };
            var columns = string.Join(", ", question.By.Prepend("period"));
            var grid = await fixture.RowsAsync($"SELECT {(family == "bracket_retention" ? "age, last_age" : "age, age")}, {columns}, round(value::DOUBLE, 9) AS value FROM ({new GridCompiler(BuiltInMetrics.Catalogue).Compile(question).Sql}) ORDER BY ALL");
            var cells = new List<string>();
            foreach (var (first, last) in family == "bracket_retention" ? question.Ages.Select(range => (range.First, range.Last)).Order() : Enumerable.Range(question.Ages[0].First, question.Ages[0].Last - question.Ages[0].First + 1).Select(age => (First: age, Last: age)))
            {
                var metric = new MetricQuestion
                {
                    Metric = family + (family == "bracket_retention" ? FormattableString.Invariant($"_d{first}_d{last}") : FormattableString.Invariant($"_d{first}")), From = question.From, To = question.To, Period = question.Period,
                    By = question.By, Where = question.Where, Game = Terms,
                };
                cells.AddRange(await fixture.RowsAsync(string.Create(
                    CultureInfo.InvariantCulture, $"SELECT {first}::INTEGER AS age, {last}::INTEGER AS last_age, {columns}, round(value::DOUBLE, 9) AS value FROM ({new MetricCompiler(BuiltInMetrics.Catalogue).Compile(metric).Sql}) ORDER BY ALL")));
            }

            Assert.True(
                Same(cells, grid, family),
                $"Seed {seed}: {family} {question.From:yyyy-MM-dd} to {question.To:yyyy-MM-dd} per {question.Period} by {string.Join(",", question.By)}\nnot in the grid {string.Join(", ", cells.Except(grid))}\nin the grid only {string.Join(", ", grid.Except(cells))}");
        }
    }

    // Of 24 hours the ages at which some players of a day are old enough and others are not.
    private static List<AgeRange> Ages(string family, Random random) => family switch
    {
        "bracket_retention" => Brackets(random),
        "retention_24h" => [new AgeRange(random.Next(3), 28)],
        _ => [new AgeRange(random.Next(3), 3 + random.Next(8))],
    };

    private static List<AgeRange> Brackets(Random random) => [.. Enumerable.Range(0, 4).Select(_ => random.Next(6)).Select(first => new AgeRange(first, first + random.Next(5))).Distinct()];

    // A sum of nothing is no row of the metric, and 0 in a grid, where the players are there who did nothing.
    private static bool Same(IReadOnlyList<string> cells, IReadOnlyList<string> grid, string family) =>
        cells.SequenceEqual(family == "cohort_revenue" ? [.. grid.Where(cell => !cell.EndsWith("|0", StringComparison.Ordinal))] : grid);
}
