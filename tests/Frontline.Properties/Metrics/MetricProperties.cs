using Frontline.Core.Games;
using Frontline.Metrics.Catalogue;
using Frontline.Metrics.Compiling;
using Frontline.Metrics.Expressions;
using Frontline.Metrics.Questions;
using Frontline.Tests.Warehouse.Support;
using Xunit;

namespace Frontline.Properties.Metrics;

/// <summary>Generated questions about random events: what the compiled SQL gives is what plain sets and sums give.</summary>
public sealed class MetricProperties
{
    private const int Worlds = 6;
    private const int QuestionsPerWorld = 60;

    internal static readonly string[] Metrics =
    [
        "events", "dau", "wau", "mau", "stickiness", "active_players", "new_players", "revenue", "arpdau", "purchases", "payers", "conversion", "first_time_payers", "completion_rate",
        "retention_d2", "rolling_retention_d3", "bracket_retention_d1_d5", "retention_24h_d1", "ltv_d4",
    ];

    internal static readonly (string Name, Func<TestRow, string?> Value)[] Dimensions = [("country", row => row.Country), ("platform", row => row.Platform), ("app_version", row => row.AppVersion)];

    internal static readonly (string Text, Func<TestRow, bool> Holds)[] Conditions =
    [
        ("country = 'a'", row => row.Country == "a"),
        ("platform is null or country in ('b', 'c')", row => row.Platform is null || row.Country is "b" or "c"),
        ("not (app_version = 'a') and platform != 'b'", row => row.AppVersion is not null and not "a" && row.Platform is not null and not "b"),
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Worlds)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Compiled_questions_are_answered_as_sets_and_sums_answer_them(int seed)
    {
        var random = new Random(seed);
        var zone = random.GetItems(["Europe/Berlin", "America/St_Johns", "Pacific/Auckland", "UTC"], 1)[0];
        await using var fixture = new WarehouseFixture(new Game { Id = "g", Keys = [], TimeZone = zone, Currency = "USD" });
        var rows = RandomEvents.Make(random, distinctMoments: true);
        foreach (var load in rows.Chunk(100 + random.Next(400)))
        {
            await fixture.LoadAsync(load);
        }

        var oracle = new MetricOracle(rows, TimeZoneInfo.FindSystemTimeZoneById(zone));
        for (var i = 0; i < QuestionsPerWorld; i++)
        {
            var metric = Metrics[(i + seed) % Metrics.Length];
            var from = new DateOnly(2026, 3, 15).AddDays(random.Next(20));
            var to = from.AddDays(random.Next(30));
            var period = random.GetItems(Enum.GetValues<Granularity>(), 1)[0];
            var by = random.Next(2) == 0 ? Dimensions[random.Next(Dimensions.Length)] : default;
            var where = random.Next(3) == 0 ? Conditions[random.Next(Conditions.Length)] : default;

            var expected = oracle.Answer(metric, new OracleQuestion(from, to, period, by.Value, where.Holds ?? (_ => true)));
            var actual = await AnswerAsync(fixture, new MetricQuestion
            {
                Metric = metric, From = from, To = to, Period = period, By = by.Name is null ? [] : [by.Name], Where = where.Text is null ? null : ExpressionParser.Parse(where.Text),
                Game = new GameTerms("g", "USD", 0.3m, AttemptsByStarts: false),
            });
            Assert.True(Same(expected, actual), FormattableString.Invariant($"Seed {seed}, question {i}: {metric} {from:yyyy-MM-dd} to {to:yyyy-MM-dd} by {by.Name} per {period} where {where.Text}\nexpected {Text(expected)}\nactual   {Text(actual)}"));
        }
    }

    internal static async Task<SortedDictionary<string, double?>> AnswerAsync(WarehouseFixture fixture, MetricQuestion question)
    {
        var sql = new MetricCompiler(BuiltInMetrics.Catalogue).Compile(question).Sql;
        var answer = new SortedDictionary<string, double?>(StringComparer.Ordinal);
        foreach (var row in await fixture.RowsAsync($"SELECT {string.Join(", ", question.By.Prepend("period").Append("value::DOUBLE AS value"))} FROM ({sql})"))
        {
            var at = row.LastIndexOf('|');
            answer.Add(row[..at], row[(at + 1)..] == "NULL" ? null : double.Parse(row[(at + 1)..], System.Globalization.CultureInfo.InvariantCulture));
        }

        return answer;
    }

    internal static bool Same(SortedDictionary<string, double?> expected, SortedDictionary<string, double?> actual) =>
        expected.Keys.SequenceEqual(actual.Keys) && expected.Zip(actual).All(pair =>
            pair.First.Value is null || pair.Second.Value is null ? pair.First.Value is null && pair.Second.Value is null : Math.Abs(pair.First.Value.Value - pair.Second.Value.Value) <= 1e-9 * Math.Max(1, Math.Abs(pair.First.Value.Value)));

    internal static string Text(SortedDictionary<string, double?> answer) => string.Join(", ", answer.Select(pair => FormattableString.Invariant($"{pair.Key}={pair.Value?.ToString("R", System.Globalization.CultureInfo.InvariantCulture) ?? "NULL"}")));
}
