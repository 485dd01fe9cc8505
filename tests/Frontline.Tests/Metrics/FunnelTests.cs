using Frontline.Metrics.Funnels;
using Xunit;

namespace Frontline.Tests.Metrics;

/// <summary>Funnels over events given by hand. That they count right on any events is a property, see FunnelProperties.</summary>
public sealed class FunnelTests
{
    private static readonly FunnelQuestion ThreeSteps = new()
    {
        Steps = [FunnelStep.Parse("a"), FunnelStep.Parse("b"), FunnelStep.Parse("c")], From = new DateOnly(2026, 1, 1), To = new DateOnly(2026, 1, 31), Within = TimeSpan.FromSeconds(10),
    };

    [Fact]
    public async Task Nobody_is_no_group() => Assert.Empty(await CountAsync(ThreeSteps, []));

    [Fact]
    public async Task Who_never_began_is_not_counted() => Assert.Empty(await CountAsync(ThreeSteps, [(1, 0, 0, 0b010), (1, 1, 0, 0b100)]));

    [Fact]
    public async Task Steps_at_one_moment_count_in_the_order_of_arrival()
    {
        var group = Assert.Single(await CountAsync(ThreeSteps, [(1, 5, 2, 0b010), (1, 5, 1, 0b001), (2, 5, 1, 0b010), (2, 5, 2, 0b001)]));
        Assert.Equal([2, 1, 0], group.Players);
    }

    [Fact]
    public async Task The_last_moment_of_the_time_is_within_it()
    {
        var group = Assert.Single(await CountAsync(ThreeSteps, [(1, 0, 0, 0b001), (1, 10_000_000, 0, 0b010), (2, 0, 0, 0b001), (2, 10_000_001, 0, 0b010)]));
        Assert.Equal([2, 1, 0], group.Players);
    }

    [Fact]
    public async Task An_event_is_one_step_only()
    {
        var group = Assert.Single(await CountAsync(ThreeSteps with { Start = FunnelStart.Any }, [(1, 0, 0, 0b111), (1, 1, 0, 0b111)]));
        Assert.Equal([1, 1, 0], group.Players);
    }

    [Fact]
    public async Task A_later_start_counts_from_any_start_only()
    {
        (long, long, long, int)[] events = [(1, 0, 0, 0b001), (1, 20_000_000, 0, 0b001), (1, 21_000_000, 0, 0b010), (1, 22_500_000, 0, 0b100)];
        Assert.Equal([1, 0, 0], Assert.Single(await CountAsync(ThreeSteps, events)).Players);
        var any = Assert.Single(await CountAsync(ThreeSteps with { Start = FunnelStart.Any }, events));
        Assert.Equal([1, 1, 1], any.Players);
        Assert.Equal([null, 1, 1.5], any.MedianSeconds);
    }

    [Fact]
    public async Task Of_two_players_the_median_is_between()
    {
        var group = Assert.Single(await CountAsync(ThreeSteps, [(1, 0, 0, 0b001), (1, 1_000_000, 0, 0b010), (2, 0, 0, 0b001), (2, 2_000_001, 0, 0b010)]));
        Assert.Equal(1.5000005, group.MedianSeconds[1]);
    }

    [Fact]
    public async Task What_does_not_fit_at_once_is_read_in_parts_of_the_players()
    {
        var events = Enumerable.Range(0, 100).SelectMany(player => new[] { ((long)player << 40, 0L, 0L, 0b001), ((long)player << 40, 1L, 0L, 0b010) }).ToArray();
        var statements = new List<string>();
        var group = Assert.Single(await CountAsync(ThreeSteps, events, eventsMax: 7, statements));
        Assert.Equal([100, 100, 0], group.Players);
        Assert.True(statements.Count > 200 / 7);
        Assert.Equal(statements.Count, statements.Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain("player_key &", statements[0], StringComparison.Ordinal);
        Assert.All(statements.Skip(1), statement => Assert.Contains("player_key &", statement, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_player_with_more_events_than_fit_is_refused()
    {
        (long, long, long, int)[] events = [.. Enumerable.Range(0, 5).Select(i => (i == 0 ? 2L : 3L, (long)i, 0L, 0b001))];
        Assert.Equal([2, 0, 0], Assert.Single(await CountAsync(ThreeSteps, events, eventsMax: 4)).Players);
        var exception = await Assert.ThrowsAsync<FunnelTooLargeException>(() => CountAsync(ThreeSteps, events, eventsMax: 3));
        Assert.StartsWith("One player has more than 3 events", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_of_every_size_are_kept_exactly()
    {
        long[] numbers = [long.MinValue, long.MinValue + 1, -(1L << 55), -256, -1, 0, 1, 127, 128, 255, 1L << 31, 1L << 47, 1L << 56, long.MaxValue - 1, long.MaxValue];
        (long, long, long, int)[] events =
        [
            .. from player in numbers from copy in Enumerable.Range(0, 40)
               let number = unchecked(player + 1000 * copy) let place = numbers[copy % numbers.Length]
               from row in new[] { (number, 1_790_000_000_000_000L + copy, place, 0b001), (number, 1_790_000_000_000_000L + copy, Math.Max(place, long.MaxValue - copy), 0b010), (number, 1_790_000_000_000_000L + 2 * copy, long.MinValue, 0b1111_1111_1110) }
               select row,
        ];
        new Random(1).Shuffle(events);

        var group = Assert.Single(await CountAsync(ThreeSteps, events, events.Length));

        // At copy 0 the third event is of the moment of the others, and before them; of copy n it is n microseconds later.
        var players = 40 * numbers.Length;
        Assert.Equal([players, players, players - numbers.Length], group.Players);
        Assert.Equal(20e-6, group.MedianSeconds[2]);
    }

    private static Task<IReadOnlyList<FunnelGroup>> CountAsync(FunnelQuestion question, (long Player, long Micros, long Place, int Steps)[] rows, int eventsMax = 1000, List<string>? statements = null) =>
        new FunnelCounter(
            (sql, events, _) =>
            {
                statements?.Add(sql);
                foreach (var row in rows)
                {
                    events.Add(row.Player, row.Micros, row.Place, row.Steps, null);
                }

                return Task.CompletedTask;
            },
            eventsMax).CountAsync(question, TestContext.Current.CancellationToken);
}
