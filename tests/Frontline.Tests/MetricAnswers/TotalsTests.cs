using System.Globalization;
using Frontline.Client.Contracts;
using Frontline.MetricAnswers;
using Frontline.MetricAnswers.Totals;
using Frontline.Tests.Warehouse.Support;
using Frontline.Warehouse.Queries;
using Xunit;

namespace Frontline.Tests.MetricAnswers;

/// <summary>Totals that are kept once a day, and what they tell when a value cannot be counted again as it was.</summary>
public sealed class TotalsTests : IAsyncDisposable
{
    private readonly AnswerFixture fixture = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    [Fact]
    public async Task Totals_of_finished_days_are_kept_once_and_again_when_they_are_others()
    {
        await LoadAsync(fixture.At(1, "2026-01-29T10:00:00Z"), fixture.At(2, "2026-01-30T10:00:00Z"), fixture.At(1, "2026-01-31T10:00:00Z"));
        await KeepOnAsync(1);
        Assert.Equal(["2026-01-29|1|1", "2026-01-30|1|1"], await KeptAsync("dau"));
        Assert.Equal(["2026-01-29|0|0"], await KeptAsync("retention_d1"));

        await KeepOnAsync(2);
        Assert.Equal(2, (await KeptAsync("dau")).Count);

        await LoadAsync(fixture.At(3, "2026-01-29T11:00:00Z"));
        await KeepOnAsync(3);
        Assert.Equal(["2026-01-29|1|1", "2026-01-29|2|2", "2026-01-30|1|1"], await KeptAsync("dau"));
    }

    [Fact]
    public async Task They_are_kept_at_four_in_the_morning_of_the_game_and_once_a_day()
    {
        await LoadAsync(fixture.At(1, "2026-01-29T10:00:00Z"), fixture.At(1, "2026-01-31T10:00:00Z"));
        fixture.Warehouse.Time.SetUtcNow(new DateTimeOffset(2026, 2, 1, 3, 59, 0, TimeSpan.Zero));
        await fixture.Keeper.KeepAsync(Cancellation);
        var before = await CountAsync();
        await LoadAsync(fixture.At(2, "2026-01-29T10:00:00Z"));
        await fixture.Keeper.KeepAsync(Cancellation);
        Assert.Equal((true, before), (before > 0, await CountAsync())); // The first look keeps what was never kept; another one before four adds nothing.

        fixture.Warehouse.Time.SetUtcNow(new DateTimeOffset(2026, 2, 1, 4, 0, 0, TimeSpan.Zero));
        await fixture.Keeper.KeepAsync(Cancellation);
        var after = await CountAsync();
        Assert.True(after > before);

        await LoadAsync(fixture.At(3, "2026-01-29T10:00:00Z"));
        await fixture.Keeper.KeepAsync(Cancellation);
        Assert.Equal(after, await CountAsync());
    }

    [Fact]
    public async Task Every_total_is_counted_again_to_the_same_number()
    {
        await LoadAsync(
            fixture.At(1, "2026-01-28T10:00:00Z"), fixture.Paid(1, "2026-01-28T11:00:00Z", 2.5m), fixture.At(2, "2026-01-28T10:00:00Z") with { Name = "level_start", Level = 3 },
            fixture.At(2, "2026-01-28T10:01:00Z") with { Name = "level_complete", Level = 3 }, fixture.At(1, "2026-01-29T10:00:00Z"), fixture.At(3, "2026-01-31T10:00:00Z"));
        await KeepOnAsync(1);

        var kept = await fixture.Warehouse.RowsAsync("SELECT DISTINCT metric, date, value, events FROM metric_totals WHERE date = DATE '2026-01-28' ORDER BY metric", game: "g");
        var day = new DateOnly(2026, 1, 28);
        foreach (var total in kept)
        {
            var metric = total.Split('|')[0];
            var recounted = Assert.Single((await fixture.Metrics.AnswerAsync(
                fixture.Game, new MetricRequest { Metric = metric, Scope = new QuestionScope(day, day, [], null) { Knowledge = new Knowledge(TestRow.At("2026-01-31T12:00:02Z")) } }, Cancellation)).Rows);
            Assert.Equal(total, string.Create(CultureInfo.InvariantCulture, $"{metric}|2026-01-28|{recounted.Value.GetDouble():R}|{recounted.Events}"));
        }

        Assert.InRange(kept.Count, 40, MetricTotals.Names.Count);
        Assert.Equal(("recount", (decimal?)0, 0L), (await ExplainAsync("sessions", "2026-01-28")).Changes.Select(change => (change.Cause, change.Change, change.Events)).First());
    }

    [Fact]
    public async Task What_cannot_be_counted_again_is_told_in_sum()
    {
        await LoadAsync(fixture.Paid(1, "2026-01-28T11:00:00Z", 10), fixture.Paid(2, "2026-01-28T11:00:00Z", 10), fixture.At(3, "2026-01-31T10:00:00Z"));
        await KeepOnAsync(1);

        // The store takes less than when the total was kept: what was 14 then comes to 17 now.
        var answer = await fixture.Explanations.AnswerAsync(
            fixture.Game with { StoreShare = 0.15m }, "net_revenue", AnswerFixture.Query("day=2026-01-28&since=2026-02-01T00:00:00Z"), Cancellation);

        Assert.Equal((14m, 17m), (answer.Before, answer.Now));
        Assert.Equal(("recount", 3m), (answer.Changes[0].Cause, answer.Changes[0].Change));
        Assert.Equal(answer.Now - answer.Before, answer.Changes.Sum(change => change.Change));
    }

    [Theory]
    [InlineData("dau", "&where=platform = 'ios'")]
    [InlineData("dau", "&period=week")]
    [InlineData("revenue", "&currency=EUR")]
    [InlineData("bracket_retention_d1_d2", "")]
    public async Task Of_what_is_not_kept_nothing_is_told(string metric, string more)
    {
        await LoadAsync(fixture.At(1, "2026-01-28T11:00:00Z"), fixture.At(3, "2026-01-31T10:00:00Z"));
        await KeepOnAsync(1);

        var answer = await fixture.Explanations.AnswerAsync(fixture.Game, metric, AnswerFixture.Query("day=2026-01-28&since=2026-02-01T00:00:00Z" + more), Cancellation);

        Assert.Null(answer.KeptAt);
        Assert.Equal("new_events", answer.Changes[0].Cause);
    }

    private Task<MetricExplanation> ExplainAsync(string metric, string day) =>
        fixture.Explanations.AnswerAsync(fixture.Game, metric, AnswerFixture.Query($"day={day}&since=2026-02-01T00:00:00Z"), Cancellation);

    private async Task KeepOnAsync(int day)
    {
        fixture.Warehouse.Time.SetUtcNow(new DateTimeOffset(2026, 2, day, 5, 0, 0, TimeSpan.Zero));
        await fixture.Keeper.KeepAsync(Cancellation);
    }

    private Task<IReadOnlyList<string>> KeptAsync(string metric) => fixture.Warehouse.RowsAsync($"SELECT date, value, events FROM metric_totals WHERE metric = '{metric}' ORDER BY date, version", game: "g");

    private async Task<int> CountAsync() => int.Parse(await fixture.Warehouse.ValueAsync("SELECT count(*) FROM metric_totals"), CultureInfo.InvariantCulture);

    private Task LoadAsync(params TestRow[] rows) => fixture.Warehouse.LoadAsync(rows);
}
