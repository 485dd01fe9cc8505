using System.Globalization;
using System.Text.Json;
using Frontline.MetricAnswers;
using Frontline.Tests.Warehouse.Support;
using Xunit;

namespace Frontline.Tests.MetricAnswers;

/// <summary>What answers say beside their numbers: why there is none, and what a reader should know.</summary>
public sealed class AnswerTests : IAsyncDisposable
{
    private readonly AnswerFixture fixture = new();

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    [Theory]
    [InlineData("cpi", "by=campaign", "2026-01-05|spring|6")]
    [InlineData("cpi", "by=platform", "2026-01-05|ios|Some of what was spent was reported without what is asked for: platform.")]
    [InlineData("cpi", "where=platform = 'ios'", "2026-01-05|Some of what was spent was reported without what is asked for: platform.")]
    [InlineData("cpi", "by=platform&where=country = 'DE'", "2026-01-05|ios|5")]
    [InlineData("roas_d0", "by=platform", "2026-01-05|ios|Some of what was spent was reported without what is asked for: platform.")]
    [InlineData("ltv_less_cpi_d0", "by=platform", "2026-01-05|ios|Some of what was spent was reported without what is asked for: platform.")]
    [InlineData("ltv_less_cpi_d0", "by=campaign", "2026-01-05|spring|-3")]
    [InlineData("roas_d0", "where=platform is null", "2026-01-05|Some of what was spent was reported without what is asked for: platform.")]
    [InlineData("spend", "by=platform", "2026-01-05|ios|10")]
    public async Task Spend_that_may_belong_elsewhere_is_never_taken_for_nothing(string metric, string query, string row)
    {
        await fixture.SpendAsync(["2026-01-05", "spring", "unity", "DE", "ios", "10", "USD"], ["2026-01-05", "spring", "unity", "AT", null, "2", "USD"]);
        await LoadAsync(New(1, "DE"), New(2, "DE"), Came(1), Came(2), fixture.Paid(1, "2026-01-05T11:00:00Z", 6), fixture.At(1, "2026-01-09T10:00:00Z"));

        Assert.Contains(row, await fixture.RowsAsync(metric, "from=2026-01-05&to=2026-01-05&" + query));
    }

    [Fact]
    public async Task A_grid_of_returns_has_no_values_where_spend_may_belong_elsewhere()
    {
        await fixture.SpendAsync(["2026-01-05", "spring", "unity", "DE", null, "10", "USD"]);
        await LoadAsync(New(1, "DE"), fixture.Paid(1, "2026-01-05T11:00:00Z", 6), fixture.At(1, "2026-01-09T10:00:00Z"));

        var answer = await fixture.Grids.AnswerAsync(fixture.Game, GridRequest.Read("roas", AnswerFixture.Query("from=2026-01-05&to=2026-01-05&ages=0..1&by=platform")), WarehouseFixture.Cancellation);

        Assert.All(answer.Mean, mean => Assert.Null(mean.Value));
        Assert.All(answer.Cells, cell => Assert.Equal(JsonValueKind.Null, cell.Value.ValueKind));
        Assert.Contains("Where there is no value: Some of what was spent was reported without what is asked for: platform.", answer.Warnings);
    }

    [Theory]
    [InlineData("ltv", "by=country", 1, "")]
    [InlineData("ltv", "currency=BTC", 0, "")]
    [InlineData("roas", "currency=BTC", 0, "")]
    [InlineData("cohort_revenue", "where=country = 'AT'", 0, "")]
    [InlineData("ltv", "where=country = 'DE'", 1, "6")]
    public async Task Cells_of_a_grid_without_a_rate_are_empty_and_in_no_mean(string metric, string query, int withValue, string mean)
    {
        await fixture.SpendAsync(["2026-01-05", "spring", "unity", "DE", "ios", "10", "USD"]);
        await LoadAsync(New(1, "DE"), New(2, "AT"), fixture.Paid(1, "2026-01-05T11:00:00Z", 6), fixture.Paid(2, "2026-01-05T11:00:00Z", 6, "KRW"), fixture.At(1, "2026-01-09T10:00:00Z"));

        var answer = await fixture.Grids.AnswerAsync(fixture.Game, GridRequest.Read(metric, AnswerFixture.Query("from=2026-01-05&to=2026-01-05&ages=0..0&" + query)), WarehouseFixture.Cancellation);

        Assert.Equal(withValue, answer.Cells.Count(cell => cell.Value.ValueKind == JsonValueKind.Number));
        Assert.Equal(query.StartsWith("by", StringComparison.Ordinal) ? "6" : mean, Assert.Single(answer.Mean).Value?.ToString("0", CultureInfo.InvariantCulture) ?? "");
        Assert.Contains(answer.Warnings, warning => warning.StartsWith("Left out", StringComparison.Ordinal) || mean.Length > 0);
    }

    [Fact]
    public async Task Money_of_which_nothing_can_be_converted_is_no_zero()
    {
        await LoadAsync(
            fixture.Paid(1, "2026-01-05T10:00:00Z", 5, "KRW"), fixture.Paid(1, "2026-01-06T10:00:00Z", 5, "KRW"), fixture.Paid(1, "2026-01-06T10:00:00Z", 2), fixture.At(1, "2026-01-05T11:00:00Z"),
            fixture.At(1, "2026-01-06T11:00:00Z"), fixture.At(1, "2026-01-09T10:00:00Z"));

        Assert.Equal(["2026-01-05|No rate: KRW.", "2026-01-06|2", "2026-01-07|0"], await fixture.RowsAsync("revenue", "from=2026-01-05&to=2026-01-07"));
        Assert.Equal(["2026-01-05|No rate: KRW.", "2026-01-06|2", "2026-01-07|Nothing to divide by."], await fixture.RowsAsync("arpdau", "from=2026-01-05&to=2026-01-07"));
        Assert.Equal(["2026-01-05|No rate: KRW.", "2026-01-06|1", "2026-01-07|Nothing to divide by."], await fixture.RowsAsync("whale_share_1_percent", "from=2026-01-05&to=2026-01-07"));
    }

    [Fact]
    public async Task Metrics_of_cohorts_can_stand_in_formulas()
    {
        await File.WriteAllTextAsync(fixture.MetricsFile, "kept_per_dollar:\n  formula: retention_d1 / ltv_d0\nearned:\n  formula: ltv_d2 - cpi\n", WarehouseFixture.Cancellation);
        await LoadAsync(New(1, "DE"), New(2, "DE"), fixture.Paid(1, "2026-01-05T11:00:00Z", 6), fixture.At(1, "2026-01-06T10:00:00Z"), fixture.Paid(1, "2026-01-07T10:00:00Z", 4), fixture.At(3, "2026-01-07T10:00:00Z"));

        // Of two players who brought 6 in all on their first day one came back: 0.5 / 3.
        Assert.Equal(["2026-01-05|0.1667"], await fixture.RowsAsync("kept_per_dollar", "from=2026-01-05&to=2026-01-06"));
        Assert.Equal(["2026-01-05|Nothing to measure.", "2026-01-06|Nothing to measure."], await fixture.RowsAsync("earned", "from=2026-01-05&to=2026-01-06"));
        await LoadAsync(fixture.At(1, "2026-01-09T10:00:00Z"));
        var answer = await fixture.AskAsync("earned", "from=2026-01-05&to=2026-01-07");
        Assert.Equal(["2026-01-05|5", "2026-01-06|Nothing to measure.", "2026-01-07|Nothing to measure."], await fixture.RowsAsync("earned", "from=2026-01-05&to=2026-01-07"));
        Assert.Equal([true, true, false], answer.Rows.Select(row => row.Finished));
    }

    [Fact]
    public async Task Sessions_that_are_not_counted_yet_are_told_and_their_days_are_not_finished()
    {
        await LoadAsync(fixture.At(1, "2026-01-05T10:00:00Z"), fixture.At(2, "2026-01-06T10:00:00Z"), fixture.At(1, "2026-01-09T10:00:00Z"));
        var before = await fixture.AskAsync("sessions", "from=2026-01-05&to=2026-01-06");
        await fixture.Warehouse.Warehouse.RefreshSessionsAsync(WarehouseFixture.Cancellation);
        var after = await fixture.AskAsync("sessions", "from=2026-01-05&to=2026-01-06");

        Assert.Equal([0, 0], before.Rows.Select(row => row.Value.GetInt64()));
        Assert.Equal([false, false], before.Rows.Select(row => row.Finished));
        Assert.Contains("are not counted yet, whatever their day; they follow about a minute behind.", Assert.Single(before.Warnings, warning => warning.StartsWith("Sessions", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal([1, 1], after.Rows.Select(row => row.Value.GetInt64()));
        Assert.Equal([true, true], after.Rows.Select(row => row.Finished));
        Assert.DoesNotContain(after.Warnings, warning => warning.StartsWith("Sessions", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sessions_of_a_few_live_events_leave_days_finished_that_were_over_before()
    {
        // Loads are of 2026-01-31, see WarehouseFixture.
        await LoadAsync([.. Enumerable.Range(0, 200).Select(i => fixture.At(1, $"2026-01-05T10:{i / 60:00}:{i % 60:00}Z"))]);
        await fixture.Warehouse.Warehouse.RefreshSessionsAsync(WarehouseFixture.Cancellation);
        await LoadAsync(fixture.At(1, "2026-02-01T10:00:00Z"));
        var answer = await fixture.AskAsync("sessions", "from=2026-01-30&to=2026-01-31");

        Assert.Equal([true, false], answer.Rows.Select(row => row.Finished));
        Assert.DoesNotContain(answer.Warnings, warning => warning.StartsWith("Sessions", StringComparison.Ordinal));
        Assert.Equal(new DateTimeOffset(2026, 1, 31, 12, 0, 2, TimeSpan.Zero), answer.DataUntil);
    }

    [Theory]
    [InlineData("day", 1, 2, 3)]
    [InlineData("total", 3)]
    public async Task An_event_that_several_days_look_at_counts_once(string period, params int[] events)
    {
        await LoadAsync(fixture.At(1, "2026-01-06T10:00:00Z"), fixture.At(1, "2026-01-07T10:00:00Z"), fixture.At(2, "2026-01-08T10:00:00Z"), fixture.At(2, "2026-03-09T10:00:00Z"));
        var wau = await fixture.AskAsync("wau", $"from=2026-01-06&to=2026-01-08&period={period}");

        Assert.Equal(events, wau.Rows.Select(row => (int)row.Events));
        Assert.Equal(wau.Rows.Select(row => row.Events), (await fixture.AskAsync("wau", $"from=2026-01-06&to=2026-01-08&period={period}&where=platform is null")).Rows.Select(row => row.Events));
    }

    [Fact]
    public async Task Days_are_finished_by_the_moment_that_the_answer_tells()
    {
        await LoadAsync(fixture.At(1, "2026-01-05T10:00:00Z"), fixture.At(1, "2026-01-07T10:00:00.123456Z"));
        var answer = await fixture.AskAsync("retention_24h_d1", "from=2026-01-05&to=2026-01-06&period=total");

        Assert.Equal(fixture.At(1, "2026-01-07T10:00:00.123456Z").Time.ToDateTimeOffset(), answer.DataUntil);
        Assert.Equal(["2026-01-05|0"], await fixture.RowsAsync("retention_24h_d1", "from=2026-01-05&to=2026-01-05&period=total"));
        Assert.Equal([true, true, false], (await fixture.AskAsync("dau", "from=2026-01-05&to=2026-01-08")).Rows.Select(row => row.Finished));
    }

    [Fact]
    public async Task A_game_without_data_is_asked_about_the_days_up_to_today()
    {
        var answer = await fixture.AskAsync("dau", "");

        Assert.Equal((new DateOnly(2026, 1, 3), new DateOnly(2026, 2, 1)), (answer.From, answer.To));
    }

    [Theory]
    [InlineData("dau", true, true)]
    [InlineData("sessions", true, false)]
    [InlineData("cpi", false, false)]
    [InlineData("retention_d{n}", true, false)]
    [InlineData("level_starts", true, true)]
    public async Task Dimensions_are_told_that_the_metric_has(string metric, bool byExperiment, bool byProp)
    {
        var dimensions = (await fixture.Metrics.DescribeAsync(fixture.Game, metric, WarehouseFixture.Cancellation)).Dimensions!;

        Assert.Equal((byExperiment, byProp), (dimensions.Contains("experiment.NAME"), dimensions.Contains("props.NAME")));
    }

    private TestRow New(long player, string country) => fixture.At(player, "2026-01-05T10:00:00Z") with { Platform = "ios", Country = country };

    private TestRow Came(long player) => fixture.At(player, "2026-01-05T10:00:01Z") with { Name = "attribution", Campaign = "spring", PlayerMade = false };

    private Task LoadAsync(params TestRow[] rows) => fixture.Warehouse.LoadAsync(rows);
}
