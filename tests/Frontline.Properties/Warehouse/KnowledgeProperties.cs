using Frontline.Core;
using Frontline.Core.Games;
using Frontline.Embedded.Files;
using Frontline.Embedded.Objects;
using Frontline.Lake.Books;
using Frontline.Metrics.Catalogue;
using Frontline.Metrics.Compiling;
using Frontline.Metrics.Questions;
using Frontline.Properties.Metrics;
using Frontline.Tests.Warehouse.Support;
using Frontline.Warehouse.Loading;
using Frontline.Warehouse.Queries;
using Xunit;

namespace Frontline.Properties.Warehouse;

/// <summary>What is asked as of a moment is what was answered at that moment, however much was loaded, replayed, merged, corrected and rebuilt since.</summary>
public sealed class KnowledgeProperties
{
    private const string Game = "g";

    private static readonly DateOnly From = new(2026, 3, 10);
    private static readonly DateOnly To = new(2026, 4, 14);

    private static readonly string[] Metrics =
        ["events", "dau", "mau", "new_players", "sessions", "revenue", "arpdau", "payers", "first_time_payers", "retention_d2", "ltv_d4", "spend", "cpi", "level_pass_rate", "level_attempts", "session_length_median"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task As_of_a_moment_is_what_was_answered_then(int seed)
    {
        var random = new Random(seed);
        await using var fixture = new WarehouseFixture(new Game { Id = Game, Keys = [], TimeZone = "Europe/Berlin", Currency = "EUR" });
        var lake = new LocalObjectStore(new PhysicalFileSystem(), fixture.LakeDirectory, new Random(seed));
        var books = new BookFollower(lake, lake, damaged: null);
        var remembered = new List<(Timestamp Moment, IReadOnlyList<string> Answers)>();
        foreach (var rows in RandomEvents.Make(random, distinctMoments: true).Chunk(60 + random.Next(300)))
        {
            fixture.Time.Advance(TimeSpan.FromHours(random.Next(1, 40)));
            var recordedAt = Timestamp.Now(fixture.Time);
            await fixture.LoadAsync([.. rows.Select(row => row with { RecordedAt = recordedAt, WriteKey = random.Next(2) == 0 ? "history" : "production", ReplayOf = random.Next(9) == 0 ? $"00000000000a-{row.Receipt}-1" : null })]);
            await LearnAsync(lake, fixture, random);
            await books.CatchUpAsync(fixture.Warehouse, WarehouseFixture.Cancellation);
            await fixture.Warehouse.RefreshSessionsAsync(WarehouseFixture.Cancellation);
            if (random.Next(3) == 0)
            {
                await fixture.Warehouse.MergeAsync(cancellation: WarehouseFixture.Cancellation);
            }

            fixture.Time.Advance(TimeSpan.FromMinutes(1));
            remembered.Add((Timestamp.Now(fixture.Time), await AnswersAsync(fixture, knowledge: null)));
        }

        foreach (var (moment, answers) in remembered)
        {
            Assert.Equal(answers, await AnswersAsync(fixture, new Knowledge(moment)));
        }

        var now = remembered[^1].Answers;
        Assert.Equal(now, await AnswersAsync(fixture, new Knowledge(remembered[0].Moment, LaterEvents.All, LaterRates: true, LaterCosts: true)));
        Assert.NotEqual(now, remembered[0].Answers);
    }

    // A correction of rates, of costs, or neither.
    private static async Task LearnAsync(LocalObjectStore lake, WarehouseFixture fixture, Random random)
    {
        var number = fixture.Time.GetUtcNow().Ticks.ToString("x64", System.Globalization.CultureInfo.InvariantCulture);
        if (random.Next(2) == 0)
        {
            string?[][] rows = [.. Enumerable.Range(0, 6).Select(week => (string[])[Day(From.AddDays(week * 6)), "EUR", "USD", $"1.{random.Next(1, 10)}"])];
            await new BookStore(lake).AddAsync(Book.Rates, "test", [new BookFile("rates.csv", number)], rows, fixture.Time, WarehouseFixture.Cancellation);
        }

        if (random.Next(2) == 0)
        {
            string?[][] rows = [[Game, Day(From.AddDays(random.Next(3))), "c", null, null, null, $"{random.Next(1, 100)}", "EUR", null, null, null]];
            await new BookStore(lake).AddAsync(Book.Costs, "test", [new BookFile("costs.csv", number)], rows, fixture.Time, WarehouseFixture.Cancellation);
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<IReadOnlyList<string>> AnswersAsync(WarehouseFixture fixture, Knowledge? knowledge)
    {
        var answers = new List<string>();
        foreach (var metric in Metrics)
        {
            var question = new MetricQuestion
            {
                Metric = metric, From = From, To = To, Period = metric is "mau" or "sessions" ? Granularity.Day : Granularity.Week, By = metric is "dau" or "revenue" ? ["country"] : [],
                Game = new GameTerms(Game, "EUR", 0.3m, AttemptsByStarts: false),
            };
            var sql = new MetricCompiler(BuiltInMetrics.Catalogue).Compile(question).Sql;
            answers.AddRange((await fixture.RowsAsync(sql, Game, knowledge)).Order(StringComparer.Ordinal).Select(row => $"{metric}: {row}"));
        }

        return answers;
    }
}
