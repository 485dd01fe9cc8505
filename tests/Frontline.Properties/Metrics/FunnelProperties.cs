using System.Globalization;
using Frontline.Core.Games;
using Frontline.Metrics.Funnels;
using Frontline.Metrics.Questions;
using Frontline.Tests.Warehouse.Support;
using Xunit;

namespace Frontline.Properties.Metrics;

/// <summary>Funnels over random events, many of them at one moment, against trying every start of every player.</summary>
public sealed class FunnelProperties
{
    private const int Worlds = 5;
    private const int QuestionsPerWorld = 30;

    private static readonly string[] Steps = ["session_start", "level_start", "level_complete where level = 2", "purchase", "own_event where country = 'a' or country is null"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Worlds)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Steps_in_their_order_are_found_as_trying_every_start_finds_them(int seed)
    {
        var random = new Random(seed);
        await using var fixture = new WarehouseFixture(new Game { Id = "g", Keys = [], TimeZone = "Europe/Berlin" });
        var rows = RandomEvents.Make(random, distinctMoments: false);
        foreach (var load in rows.Chunk(300))
        {
            await fixture.LoadAsync(load);
        }

        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var players = rows.GroupBy(row => row.PlayerKey).Select(player => player.OrderBy(row => row.Time.UnixMicros).ThenBy(row => row.Receipt).ToList()).ToList();

        async Task ReadAsync(string sql, FunnelEvents events, CancellationToken cancellation)
        {
            foreach (var cells in (await fixture.RowsAsync(sql)).Select(row => row.Split('|')))
            {
                events.Add(Number(cells[0]), Number(cells[1]), Number(cells[2]), (int)Number(cells[3]), cells.ElementAtOrDefault(4) is { } values and not "NULL" ? values : null);
            }

            static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
        }

        for (var i = 0; i < QuestionsPerWorld; i++)
        {
            var from = new DateOnly(2026, 3, 10).AddDays(random.Next(20));
            var question = new FunnelQuestion
            {
                Steps = [.. random.GetItems(Steps, random.Next(2, 5)).Select(FunnelStep.Parse)], From = from, To = from.AddDays(random.Next(15)), Within = TimeSpan.FromHours(random.Next(1, 200)),
                Start = random.Next(2) == 0 ? FunnelStart.Any : FunnelStart.First, By = random.Next(2) == 0 ? ["country"] : [],
            };
            var expected = players.GroupBy(events => Group(events, question, zone)).Where(group => group.Key.Length > 0).OrderBy(group => group.Key, StringComparer.Ordinal)
                .SelectMany(group => Expected([.. group], question, zone).Select(line => $"{group.Key}|{line}")).ToList();
            var eventsMax = random.Next(2) == 0 ? FunnelCounter.DefaultEventsMax : rows.Count / random.Next(2, 6);
            var actual = Lines(await new FunnelCounter(ReadAsync, eventsMax).CountAsync(question, WarehouseFixture.Cancellation), question);
            Assert.True(expected.SequenceEqual(actual), $"Seed {seed}, question {i}: {question.Start} {string.Join(" > ", question.Steps.Select(step => step.Text))} within {question.Within} from {question.From} to {question.To}\nexpected {string.Join(", ", expected)}\nactual   {string.Join(", ", actual)}");
        }
    }

    private static List<string> Lines(IReadOnlyList<FunnelGroup> groups, FunnelQuestion question) =>
    [
        .. groups.OrderBy(group => group.Values ?? "all", StringComparer.Ordinal).SelectMany(group => group.Players.Select((players, step) => string.Create(
            CultureInfo.InvariantCulture, $"{group.Values ?? "all"}|{step + 1}|{players}{(question.Start == FunnelStart.First ? "|" + (group.MedianSeconds[step]?.ToString("R", CultureInfo.InvariantCulture) ?? "NULL") : "")}"))),
    ];

    // The values of the player's first start, as they are written; empty where there is none.
    private static string Group(List<TestRow> events, FunnelQuestion question, TimeZoneInfo zone) =>
        events.Find(row => Enters(row, question, zone)) is not { } first ? "" : question.By.Count == 0 ? "all" : first.Country is { } country ? $"[\"{country}\"]" : "[null]";

    private static bool Enters(TestRow row, FunnelQuestion question, TimeZoneInfo zone)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(DateTime.UnixEpoch.AddTicks(row.Time.UnixMicros * 10), zone));
        return day >= question.From && day <= question.To && Is(row, question.Steps[0]);
    }

    private static List<string> Expected(List<List<TestRow>> players, FunnelQuestion question, TimeZoneInfo zone)
    {
        var chains = players.Select(events => Longest(events, question, zone)).Where(chain => chain.Count > 0).ToList();
        return
        [
            .. Enumerable.Range(0, question.Steps.Count).Select(step =>
            {
                var reached = chains.Where(chain => chain.Count > step).ToList();
                var median = step == 0 ? null : Median([.. reached.Select(chain => (chain[step] - chain[step - 1]) / 1e6)])?.ToString("R", CultureInfo.InvariantCulture);
                return string.Create(CultureInfo.InvariantCulture, $"{step + 1}|{reached.Count}{(question.Start == FunnelStart.First ? "|" + (median ?? "NULL") : "")}");
            }),
        ];
    }

    // The times of the steps of the chain that goes furthest; from the first start, of the chain that begins there.
    private static List<long> Longest(List<TestRow> events, FunnelQuestion question, TimeZoneInfo zone)
    {
        var best = new List<long>();
        for (var start = 0; start < events.Count; start++)
        {
            if (!Enters(events[start], question, zone))
            {
                continue;
            }

            var chain = new List<long> { events[start].Time.UnixMicros };
            for (var at = start + 1; at < events.Count && chain.Count < question.Steps.Count; at++)
            {
                if (Is(events[at], question.Steps[chain.Count]) && events[at].Time.UnixMicros - chain[0] <= question.Within.Ticks / 10)
                {
                    chain.Add(events[at].Time.UnixMicros);
                }
            }

            if (question.Start == FunnelStart.First)
            {
                return chain;
            }

            best = chain.Count > best.Count ? chain : best;
        }

        return best;
    }

    private static bool Is(TestRow row, FunnelStep step) => step.Text switch
    {
        "level_complete where level = 2" => row is { Name: "level_complete", Level: 2 },
        "own_event where country = 'a' or country is null" => row is { Name: "own_event", Country: "a" or null },
        var name => row.Name == name,
    };

    private static double? Median(List<double> values)
    {
        values.Sort();
        return values.Count == 0 ? null : values.Count % 2 == 1 ? values[values.Count / 2] : (values[(values.Count / 2) - 1] + values[values.Count / 2]) / 2;
    }
}
