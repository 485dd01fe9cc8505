using System.Globalization;
using Frontline.Core.Games;
using Frontline.Metrics.Catalogue;
using Frontline.Metrics.Compiling;
using Frontline.Metrics.Definitions;
using Frontline.Metrics.Questions;
using Frontline.Tests.Warehouse.Support;
using Frontline.Yaml;
using Xunit;

namespace Frontline.Tests.Metrics;

/// <summary>The edges of days, players and money at which numbers of other systems go wrong, each on its own.</summary>
public sealed class MetricEdgeTests : IAsyncDisposable
{
    private readonly WarehouseFixture fixture = new(new Game { Id = "g", Keys = [], TimeZone = "Europe/Berlin", Currency = "USD" });
    private int receipts;

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    [Fact]
    public async Task Days_of_23_and_25_hours_begin_and_end_at_the_games_midnight()
    {
        await LoadAsync(
            At(1, "2026-03-28T22:59:59Z"), At(2, "2026-03-28T23:00:00Z"), At(3, "2026-03-29T21:59:59Z"), At(4, "2026-03-29T22:00:00Z"), // the 29th has 23 hours
            At(5, "2026-10-24T21:59:59Z"), At(6, "2026-10-24T22:00:00Z"), At(7, "2026-10-25T22:59:59Z"), At(8, "2026-10-25T23:00:00Z"), // the 25th has 25
            At(9, "2026-10-30T12:00:00Z"));

        Assert.Equal(["2026-03-28|1", "2026-03-29|2", "2026-03-30|1"], await ValuesAsync("dau", "2026-03-28", "2026-03-30"));
        Assert.Equal(["2026-10-24|1", "2026-10-25|2", "2026-10-26|1"], await ValuesAsync("dau", "2026-10-24", "2026-10-26"));
    }

    [Fact]
    public async Task A_player_who_changes_country_counts_in_both_and_once_in_all()
    {
        await LoadAsync(At(1, "2026-01-05T10:00:00Z") with { Country = "DE" }, At(1, "2026-01-05T11:00:00Z") with { Country = "AT" }, At(1, "2026-01-05T12:00:00Z") with { Country = "DE" }, At(2, "2026-01-09T10:00:00Z"));

        Assert.Equal(["2026-01-05|AT|1", "2026-01-05|DE|1"], await ValuesAsync("dau", "2026-01-05", "2026-01-05", by: ["country"]));
        Assert.Equal(["2026-01-05|1"], await ValuesAsync("dau", "2026-01-05", "2026-01-05"));
        Assert.Equal(["2026-01-05|1"], await ValuesAsync("dau", "2026-01-05", "2026-01-05", where: "country in ('DE', 'AT')"));
        Assert.Equal(["2026-01-05|DE|1"], await ValuesAsync("new_players", "2026-01-05", "2026-01-05", by: ["country"]));
    }

    [Fact]
    public async Task Props_within_props_and_props_with_points_in_their_names_are_found()
    {
        await LoadAsync(
            At(1, "2026-01-05T10:00:00Z") with { Props = """{"board":{"moves_left":16,"goal.kind":"ice"}}""" }, At(2, "2026-01-05T10:00:00Z") with { Props = """{"board":{"moves_left":9}}""" },
            At(3, "2026-01-05T10:00:00Z") with { Props = """{"board.moves_left":20}""" }, At(4, "2026-01-05T10:00:00Z") with { Props = """{"board":"flat"}""" }, At(5, "2026-01-09T10:00:00Z"));

        Assert.Equal(["2026-01-05|2"], await ValuesAsync("dau", "2026-01-05", "2026-01-05", where: "props.board.moves_left > 10"));
        Assert.Equal(["2026-01-05|16|1", "2026-01-05|20|1", "2026-01-05|9|1", "2026-01-05|NULL|1"], await ValuesAsync("dau", "2026-01-05", "2026-01-05", by: ["props.board.moves_left"]));
    }

    [Fact]
    public void Days_that_run_backwards_are_refused()
    {
        var refusal = Assert.Throws<MetricException>(() => TestQuestions.Sql(TestQuestions.Ask("bracket_retention_d7_d3", "2026-01-01", "2026-01-31")));

        Assert.Equal(("bad_period", "'bracket_retention_d7_d3' is about day 7 to day 3 after the install day, and day 3 is before day 7."), (refusal.Code, refusal.Message));
    }

    [Fact]
    public async Task A_day_without_players_has_a_zero_and_a_ratio_of_it_nothing()
    {
        await LoadAsync(At(1, "2026-01-05T10:00:00Z"), At(1, "2026-01-07T10:00:00Z"), Paid(1, "2026-01-07T10:00:00Z", 2), At(1, "2026-01-09T10:00:00Z"));

        Assert.Equal(["2026-01-05|1", "2026-01-06|0", "2026-01-07|1"], await ValuesAsync("dau", "2026-01-05", "2026-01-07"));
        Assert.Equal(["2026-01-05|0", "2026-01-06|NULL", "2026-01-07|2"], await ValuesAsync("arpdau", "2026-01-05", "2026-01-07"));
        Assert.Equal(["2026-01-05|NULL", "2026-01-06|NULL", "2026-01-07|2"], await ValuesAsync("arppu", "2026-01-05", "2026-01-07"));
        Assert.Equal(["2026-01-05|0.6666666666666666"], await ValuesAsync("dau", "2026-01-05", "2026-01-07", Granularity.Total));
        Assert.Equal(["2026-01-05|1"], await ValuesAsync("arpdau", "2026-01-05", "2026-01-07", Granularity.Total));
    }

    [Fact]
    public async Task A_period_with_the_day_that_is_not_over_is_not_finished_and_days_to_come_are_left_out()
    {
        await LoadAsync(At(1, "2026-01-05T10:00:00Z"), At(1, "2026-01-06T10:00:00Z"));

        Assert.Equal(["2026-01-05|1|true", "2026-01-06|1|false"], await RowsAsync(TestQuestions.Ask("dau", "2026-01-05", "2026-01-20"), finished: true));
        Assert.Equal(["2026-01-05|1|false"], await RowsAsync(TestQuestions.Ask("dau", "2026-01-05", "2026-01-20", Granularity.Total), finished: true));
    }

    [Fact]
    public async Task Trailing_days_count_each_player_once_and_are_finished_when_the_data_is_as_old()
    {
        await LoadAsync(At(1, "2026-01-01T10:00:00Z"), At(1, "2026-01-03T10:00:00Z"), At(2, "2026-01-03T10:00:00Z"), At(3, "2026-01-20T10:00:00Z"));

        Assert.Equal(
            ["2026-01-01|1|false", "2026-01-02|1|false", "2026-01-03|2|false", "2026-01-04|2|false", "2026-01-05|2|false", "2026-01-06|2|false", "2026-01-07|2|true", "2026-01-08|2|true", "2026-01-09|2|true", "2026-01-10|0|true"],
            await RowsAsync(TestQuestions.Ask("wau", "2026-01-01", "2026-01-10"), finished: true));
        Assert.Equal(["2026-01-09|2", "2026-01-10|0"], await ValuesAsync("wau", "2026-01-09", "2026-01-10"));
        Assert.Equal(["2026-01-01|1.6"], await ValuesAsync("wau", "2026-01-01", "2026-01-10", Granularity.Total));
    }

    [Fact]
    public async Task A_cohort_whose_day_is_not_over_is_absent_and_means_leave_it_out()
    {
        await LoadAsync(
            At(1, "2026-01-05T10:00:00Z"), At(2, "2026-01-05T10:00:00Z"), At(1, "2026-01-06T10:00:00Z"), // a cohort of two, of which one comes back
            At(3, "2026-01-06T10:00:00Z"), At(3, "2026-01-07T10:00:00Z"), // a cohort of one
            At(4, "2026-01-07T10:00:00Z"), At(5, "2026-01-08T10:00:00Z")); // whose day 1 is today

        Assert.Equal(["2026-01-05|0.5", "2026-01-06|1"], await ValuesAsync("retention_d1", "2026-01-05", "2026-01-08"));
        Assert.Equal(["2026-01-05|0.6666666666666666"], await ValuesAsync("retention_d1", "2026-01-05", "2026-01-08", Granularity.Total));
        Assert.Equal(["2026-01-05|0.5|false", "2026-01-06|1|false"], await RowsAsync(TestQuestions.Ask("rolling_retention_d1", "2026-01-05", "2026-01-08"), finished: true));
    }

    [Fact]
    public async Task A_first_event_that_arrives_late_moves_the_install_day_and_its_cohorts()
    {
        await LoadAsync(At(1, "2026-01-06T10:00:00Z"), At(1, "2026-01-07T10:00:00Z"), At(2, "2026-01-20T10:00:00Z"));
        Assert.Equal(["2026-01-06|1"], await ValuesAsync("retention_d1", "2026-01-05", "2026-01-10"));

        await LoadAsync(At(1, "2026-01-05T10:00:00Z"));
        Assert.Equal(["2026-01-05|1"], await ValuesAsync("new_players", "2026-01-05", "2026-01-05"));
        Assert.Equal(["2026-01-05|1"], await ValuesAsync("retention_d2", "2026-01-05", "2026-01-10"));
    }

    [Fact]
    public async Task Twenty_four_hours_begin_at_the_first_event_and_not_at_midnight()
    {
        await LoadAsync(
            At(1, "2026-01-05T20:00:00Z"), At(1, "2026-01-06T19:59:59Z"), // the next day, but within 24 hours
            At(2, "2026-01-05T20:00:00Z"), At(2, "2026-01-06T20:00:00Z"),
            At(3, "2026-01-05T20:00:00Z"), At(3, "2026-01-07T19:59:59Z"),
            At(4, "2026-01-05T20:00:00Z"), At(4, "2026-01-07T20:00:00Z"));

        Assert.Equal(["2026-01-05|0.5"], await ValuesAsync("retention_24h_d1", "2026-01-05", "2026-01-05"));
        Assert.Equal(["2026-01-05|0.5"], await ValuesAsync("retention_d1", "2026-01-05", "2026-01-05"));
    }

    [Fact]
    public async Task A_purchase_refunded_later_stays_revenue_and_is_taken_off_the_net_on_the_refunds_day()
    {
        await LoadAsync(At(1, "2026-01-05T10:00:00Z"), Paid(1, "2026-01-05T10:00:00Z", 10), Paid(1, "2026-01-06T10:00:00Z", 10) with { Name = "refund" }, At(1, "2026-01-09T10:00:00Z"));

        Assert.Equal(["2026-01-05|10", "2026-01-06|0"], await ValuesAsync("revenue", "2026-01-05", "2026-01-06"));
        Assert.Equal(["2026-01-05|7", "2026-01-06|-7"], await ValuesAsync("net_revenue", "2026-01-05", "2026-01-06"));
        Assert.Equal(["2026-01-05|0", "2026-01-06|1"], await ValuesAsync("refunds", "2026-01-05", "2026-01-06"));
    }

    [Fact]
    public async Task One_player_with_all_the_revenue_is_one_payer()
    {
        await LoadAsync(At(1, "2026-01-05T10:00:00Z"), At(2, "2026-01-05T10:00:00Z"), Paid(1, "2026-01-05T10:00:00Z", 6), Paid(1, "2026-01-05T11:00:00Z", 4), At(2, "2026-01-09T10:00:00Z"));

        Assert.Equal(["2026-01-05|10"], await ValuesAsync("arppu", "2026-01-05", "2026-01-05"));
        Assert.Equal(["2026-01-05|0.5"], await ValuesAsync("conversion", "2026-01-05", "2026-01-05"));
        Assert.Equal(["2026-01-05|2"], await ValuesAsync("purchases_per_payer", "2026-01-05", "2026-01-05"));
        Assert.Equal(["2026-01-05|1"], await ValuesAsync("first_time_payers", "2026-01-05", "2026-01-05"));
        Assert.Equal(["2026-01-05|5"], await ValuesAsync("ltv_d3", "2026-01-05", "2026-01-05"));
    }

    [Fact]
    public async Task Money_without_a_rate_is_left_out_and_named()
    {
        await LoadAsync(At(1, "2026-01-05T10:00:00Z"), Paid(1, "2026-01-05T10:00:00Z", 6), Paid(1, "2026-01-05T11:00:00Z", 4) with { Currency = "XAF" }, Paid(1, "2026-01-05T11:00:00Z", 4) with { Currency = "JPY" }, At(1, "2026-01-09T10:00:00Z"));

        var sql = TestQuestions.Sql(TestQuestions.Ask("revenue", "2026-01-05", "2026-01-05"));
        Assert.Equal(["6.00000000|JPY, XAF"], await fixture.RowsAsync($"SELECT value, unconverted FROM ({sql})"));
    }

    [Fact]
    public async Task Attempts_are_counted_by_their_ends_or_by_their_starts_as_the_game_says()
    {
        TestRow Level(string name) => At(1, "2026-01-05T10:00:00Z") with { Name = name, Level = 3 };
        await LoadAsync(Level("level_start"), Level("level_start"), Level("level_start"), Level("level_start"), Level("level_complete"), Level("level_fail"), At(1, "2026-01-09T10:00:00Z"));

        Assert.Equal(["2026-01-05|3|0.5"], await ValuesAsync("completion_rate", "2026-01-05", "2026-01-05", by: ["level"]));
        Assert.Equal(["2026-01-05|3|0.25"], await RowsAsync(TestQuestions.Ask("completion_rate", "2026-01-05", "2026-01-05", by: ["level"], game: new GameTerms("g", "USD", 0.3m, AttemptsByStarts: true))));
    }

    [Fact]
    public async Task A_level_is_passed_in_the_attempts_up_to_the_first_pass_and_loses_who_does_not_come_back()
    {
        TestRow Level(long player, int level, string name, string time) => At(player, time) with { Name = name, Level = level };
        await LoadAsync(
            Level(1, 1, "level_fail", "2026-01-05T10:00:00Z"), Level(1, 1, "level_complete", "2026-01-05T10:01:00Z"), Level(1, 1, "level_complete", "2026-01-05T10:02:00Z"), // a replay after the pass
            Level(2, 1, "level_complete", "2026-01-05T10:00:00Z"), Level(2, 2, "level_fail", "2026-01-05T10:05:00Z"), // lost at level 2
            Level(3, 1, "level_fail", "2026-01-05T10:00:00Z"), // lost at level 1
            Level(4, 1, "level_fail", "2026-01-19T10:00:00Z"), // may still come back
            At(1, "2026-01-19T12:00:00Z"), At(5, "2026-01-20T12:00:00Z"));

        Assert.Equal(["2026-01-01|1|1.5"], await ValuesAsync("attempts_to_pass", "2026-01-01", "2026-01-31", Granularity.Total, ["level"], "level = 1"));
        Assert.Equal(["2026-01-01|1|0.5", "2026-01-01|2|0"], await ValuesAsync("level_pass_rate", "2026-01-01", "2026-01-31", Granularity.Total, ["level"]));
        Assert.Equal(["2026-01-01|1|0.5", "2026-01-01|2|1"], await ValuesAsync("level_loss_rate", "2026-01-01", "2026-01-31", Granularity.Total, ["level"]));
    }

    [Fact]
    public async Task A_level_stands_against_the_two_on_either_side_that_were_reached()
    {
        TestRow Level(long player, int level, string name) => At(player, "2026-01-05T10:00:00Z") with { Name = name, Level = level, ReceiptIndex = level };
        await LoadAsync(
        [
            Level(1, 1, "level_complete"), Level(1, 2, "level_complete"), Level(1, 3, "level_fail"), At(1, "2026-01-19T12:00:00Z"), // may still come back to level 3
            Level(2, 1, "level_complete"), Level(2, 2, "level_fail"), // lost at level 2
            .. Enumerable.Range(3, 6).Select(player => Level(player, 1, "level_fail")), // lost at level 1
            At(9, "2026-01-20T12:00:00Z"),
        ]);

        Assert.Equal(["2026-01-01|1|0.75", "2026-01-01|2|0.5"], await ValuesAsync("level_loss_rate", "2026-01-01", "2026-01-31", Granularity.Total, ["level"]));
        Assert.Equal(["2026-01-01|1|0.5", "2026-01-01|2|0.75", "2026-01-01|3|0.7"], await ValuesAsync("level_loss_rate_nearby", "2026-01-01", "2026-01-31", Granularity.Total, ["level"]));
        Assert.Equal(["2026-01-01|1|0.25", "2026-01-01|2|-0.25", "2026-01-01|3|NULL"], await ValuesAsync("level_loss_excess", "2026-01-01", "2026-01-31", Granularity.Total, ["level"]));
    }

    [Fact]
    public async Task The_largest_level_that_a_client_can_send_has_neighbours_like_any_other()
    {
        TestRow Level(int level) => At(1, "2026-01-05T10:00:00Z") with { Name = "level_fail", Level = level, ReceiptIndex = 1 };
        await LoadAsync(Level(int.MaxValue), Level(int.MaxValue - 1), Level(int.MinValue), At(9, "2026-01-20T12:00:00Z"));

        Assert.Equal(
            ["2026-01-01|2147483646|1", "2026-01-01|2147483647|1"], await ValuesAsync("level_decided_nearby", "2026-01-01", "2026-01-31", Granularity.Total, ["level"]));
    }

    [Fact]
    public async Task A_balance_runs_on_from_before_the_first_day_over_days_without_anything()
    {
        TestRow Moved(string name, decimal amount, string currency, string time) => At(1, time) with { Name = name, Amount = amount, Currency = currency };
        await LoadAsync(
            Moved("resource_gain", 100, "coins", "2026-01-05T10:00:00Z"), Moved("resource_spend", 30, "coins", "2026-01-07T10:00:00Z"), Moved("resource_gain", 5, "gems", "2026-01-08T10:00:00Z"), At(1, "2026-01-10T10:00:00Z"));

        Assert.Equal(["2026-01-06|100", "2026-01-07|70", "2026-01-08|75"], await ValuesAsync("resource_balance", "2026-01-06", "2026-01-08"));
        Assert.Equal(
            ["2026-01-06|coins|100", "2026-01-06|gems|0", "2026-01-07|coins|70", "2026-01-07|gems|0", "2026-01-08|coins|70", "2026-01-08|gems|5"],
            (await ValuesAsync("resource_balance", "2026-01-06", "2026-01-08", by: ["resource"])).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_mean_of_days_of_what_cannot_be_added_up_is_that_of_the_days_values()
    {
        TestRow Level(int level, string time) => At(1, time) with { Name = "level_start", Level = level };
        await LoadAsync(Level(2, "2026-01-05T10:00:00Z"), Level(4, "2026-01-05T10:00:01Z"), Level(9, "2026-01-07T10:00:00Z"), At(1, "2026-01-10T10:00:00Z"));
        var problems = new List<FileProblem>();
        var own = DefinitionCheck.Combine(MetricFileReader.ReadGame("mean_level:\n  source: events\n  measure: average(level)\n  longer: mean", "m.yaml", problems), BuiltInMetrics.Catalogue, problems);

        var sql = new MetricCompiler(own).Compile(TestQuestions.Ask("mean_level", "2026-01-05", "2026-01-07", Granularity.Total)).Sql;
        Assert.Empty(problems);
        Assert.Equal("6", await fixture.ValueAsync($"SELECT value::DOUBLE FROM ({sql})"));
    }

    [Fact]
    public async Task The_top_payers_are_rounded_up_to_whole_players()
    {
        await LoadAsync([.. Enumerable.Range(1, 11).Select(player => Paid(player, "2026-01-05T10:00:00Z", player)), At(1, "2026-01-09T10:00:00Z")]);

        Assert.Equal(["2026-01-05|21"], await ValuesAsync("top_10_percent_revenue", "2026-01-05", "2026-01-05"));
        Assert.Equal(["2026-01-05|11"], await ValuesAsync("top_1_percent_revenue", "2026-01-05", "2026-01-05"));
        Assert.Equal(["2026-01-05|0.3181818181818182"], await ValuesAsync("whale_share_10_percent", "2026-01-05", "2026-01-05"));
    }

    [Fact]
    public async Task An_intervals_sums_are_those_over_players()
    {
        TestRow Level(long player, string name, int second) => At(player, string.Create(CultureInfo.InvariantCulture, $"2026-01-05T10:00:{second:00}Z")) with { Name = name, Level = 3 };
        await LoadAsync(Level(1, "level_complete", 1), Level(1, "level_complete", 2), Level(1, "level_fail", 3), Level(2, "level_fail", 4), At(1, "2026-01-09T10:00:00Z"));

        var sql = TestQuestions.Sql(TestQuestions.Ask("completion_rate", "2026-01-05", "2026-01-05") with { WithInterval = true });
        Assert.Equal(["2|4|2|4|6|10"], await fixture.RowsAsync($"SELECT numerator::BIGINT, denominator::BIGINT, clusters, sum_xx::BIGINT, sum_xn::BIGINT, sum_nn::BIGINT FROM ({sql})"));
    }

    [Fact]
    public async Task A_player_who_saw_two_variants_belongs_to_neither()
    {
        TestRow Saw(long player, string variant) => At(player, "2026-01-05T10:00:00Z") with { Name = "experiment_exposure", Experiment = "size", Variant = variant };
        await LoadAsync(Saw(1, "a"), Saw(2, "b"), Saw(3, "a"), Saw(3, "b"), At(4, "2026-01-05T10:00:00Z"), At(4, "2026-01-09T10:00:00Z"));

        Assert.Equal(["2026-01-05|NULL|1", "2026-01-05|a|1", "2026-01-05|b|1", "2026-01-05|several|1"], (await ValuesAsync("dau", "2026-01-05", "2026-01-05", by: ["experiment.size"])).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Spend_over_installs_is_what_a_player_cost_and_nothing_where_nobody_came()
    {
        await LoadAsync(
            At(1, "2026-01-05T10:00:00Z"), At(1, "2026-01-05T10:00:01Z") with { Name = "attribution", Campaign = "spring", PlayerMade = false }, At(2, "2026-01-05T10:00:00Z"), At(1, "2026-01-09T10:00:00Z"));

        Assert.Equal(["2026-01-05|spring|1", "2026-01-05|NULL|1"], (await ValuesAsync("new_players", "2026-01-05", "2026-01-05", by: ["campaign"])).OrderDescending(StringComparer.Ordinal));
        Assert.Equal(["2026-01-05|0"], await ValuesAsync("cpi", "2026-01-05", "2026-01-05"));
        Assert.Equal(["2026-01-06|NULL"], await ValuesAsync("cpi", "2026-01-06", "2026-01-06"));
    }

    private TestRow At(long player, string time) => new() { PlayerKey = player, Time = TestRow.At(time), WriteKey = "history", Receipt = ++receipts };

    private TestRow Paid(long player, string time, decimal amount) => At(player, time) with { Name = "purchase", Amount = amount, Currency = "USD", PlayerMade = false };

    private Task LoadAsync(params TestRow[] rows) => fixture.LoadAsync(rows);

    private Task<IReadOnlyList<string>> ValuesAsync(string metric, string from, string to, Granularity period = Granularity.Day, IReadOnlyList<string>? by = null, string? where = null) =>
        RowsAsync(TestQuestions.Ask(metric, from, to, period, by, where));

    private async Task<IReadOnlyList<string>> RowsAsync(MetricQuestion question, bool finished = false)
    {
        await fixture.Warehouse.RefreshSessionsAsync(TestContext.Current.CancellationToken);
        var names = string.Join(", ", question.By.Select(name => $"\"{name}\"").Prepend("period").Append("value::DOUBLE AS value").Concat(finished ? ["finished"] : []));
        return await fixture.RowsAsync(string.Create(CultureInfo.InvariantCulture, $"SELECT {names} FROM ({TestQuestions.Sql(question)})"));
    }
}
