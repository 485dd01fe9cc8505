using Frontline.Core.Games;
using Frontline.Metrics.Expressions;
using Frontline.Metrics.Questions;
using Frontline.Tests.Warehouse.Support;
using Xunit;

namespace Frontline.Properties.Metrics;

/// <summary>A thousand generated questions give the same by compiled SQL in DuckDB and by independently written SQL in ClickHouse.</summary>
public sealed class ClickHouseProperties(ClickHouseEngine engine) : IClassFixture<ClickHouseEngine>
{
    private const int Worlds = 20;
    private const int QuestionsPerWorld = 50;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1_001, Worlds)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Two_engines_and_two_implementations_give_the_same(int seed)
    {
        engine.Require();
        var random = new Random(seed);
        var zone = random.GetItems(["Europe/Berlin", "America/St_Johns", "Pacific/Auckland", "Asia/Kathmandu", "UTC"], 1)[0];
        await using var fixture = new WarehouseFixture(new Game { Id = "g", Keys = [], TimeZone = zone, Currency = "USD" });
        var rows = RandomEvents.Make(random, distinctMoments: true);
        foreach (var load in rows.Chunk(100 + random.Next(400)))
        {
            await fixture.LoadAsync(load);
        }

        foreach (var statement in ClickHouseQuestion.Load(rows, zone))
        {
            await engine.QueryAsync(statement);
        }

        for (var i = 0; i < QuestionsPerWorld; i++)
        {
            var metric = MetricProperties.Metrics[(i + seed) % MetricProperties.Metrics.Length];
            var from = new DateOnly(2026, 3, 8).AddDays(random.Next(25));
            var asked = new ClickHouseQuestion(
                from, from.AddDays(random.Next(30)), random.GetItems(Enum.GetValues<Granularity>(), 1)[0], random.Next(2) == 0 ? random.GetItems(MetricProperties.Dimensions, 1)[0].Name : null,
                random.Next(3) == 0 ? random.GetItems(MetricProperties.Conditions, 1)[0].Text : null);
            var expected = await ExpectedAsync(asked, metric);
            var actual = await MetricProperties.AnswerAsync(fixture, new MetricQuestion
            {
                Metric = metric, From = asked.From, To = asked.To, Period = asked.Period, By = asked.By is null ? [] : [asked.By], Where = asked.Where is null ? null : ExpressionParser.Parse(asked.Where),
                Game = new GameTerms("g", "USD", 0.3m, AttemptsByStarts: false),
            });

            // Where nothing is cut, periods without anything are answered too: by 0, or by no number where there is nothing to divide by.
            foreach (var (key, value) in actual.Where(pair => asked.By is null && !expected.ContainsKey(pair.Key) && pair.Value is null or 0).ToList())
            {
                expected.Add(key, value);
            }

            Assert.True(MetricProperties.Same(expected, actual), $"Seed {seed}, question {i}: {metric} {asked} in {zone}\nClickHouse {MetricProperties.Text(expected)}\nDuckDB     {MetricProperties.Text(actual)}\n{asked.Sql(metric)}");
        }
    }

    private async Task<SortedDictionary<string, double?>> ExpectedAsync(ClickHouseQuestion asked, string metric)
    {
        var answer = new SortedDictionary<string, double?>(StringComparer.Ordinal);
        foreach (var row in await engine.QueryAsync(asked.Sql(metric)))
        {
            answer.Add(asked.By is null ? row[0].GetString()! : $"{row[0].GetString()}|{row[1].GetString() ?? "NULL"}", row[2].ValueKind == System.Text.Json.JsonValueKind.Null ? null : Number(row[2]));
        }

        return answer;
    }

    private static double Number(System.Text.Json.JsonElement cell) =>
        cell.ValueKind == System.Text.Json.JsonValueKind.Number ? cell.GetDouble() : double.Parse(cell.GetString()!, System.Globalization.CultureInfo.InvariantCulture);
}
