using Frontline.MetricAnswers;
using Frontline.Metrics.Questions;
using Xunit;

namespace Frontline.Tests.MetricAnswers;

/// <summary>Names that never came in: a question about one is refused, a definition with one is told.</summary>
public sealed class DataNamesTests : IAsyncDisposable
{
    private readonly AnswerFixture fixture = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    [Theory]
    [InlineData("metric=dau&by=props.bord", "bad_dimension", "by: No event has come in yet with a prop 'bord'. Did you mean 'board'?")]
    [InlineData("metric=dau&where=props.board.movs > 3", "bad_filter", "where: No event has come in yet with a prop 'board.movs'. Did you mean 'board.moves'? (character 1)")]
    [InlineData("metric=dau&by=experiment.buton", "bad_dimension", "by: Nobody has seen a variant of an experiment 'buton' yet. Did you mean 'button'?")]
    [InlineData("metric=events&where=name in ('won', 'losst')", "bad_filter", "where: No event 'losst' has come in yet. Did you mean 'lost'? (character 17)")]
    public async Task A_question_about_a_name_that_never_came_in_is_refused(string question, string code, string message)
    {
        await LoadAsync();
        var query = AnswerFixture.Query(question);
        var refusal = await Assert.ThrowsAsync<MetricException>(() => fixture.Metrics.AnswerAsync(
            fixture.Game, MetricRequest.Read(query["metric"]!, AnswerFixture.Query(question[(question.IndexOf('&', StringComparison.Ordinal) + 1)..])), Cancellation));

        Assert.Equal((code, message), (refusal.Code, refusal.Message));
    }

    [Theory]
    [InlineData("props.board")]
    [InlineData("props.board.moves")]
    [InlineData("experiment.button")]
    public async Task Names_that_came_in_are_known_now_and_the_next_time(string dimension)
    {
        await LoadAsync();
        for (var times = 0; times < 2; times++)
        {
            Assert.NotEmpty((await fixture.Metrics.AnswerAsync(fixture.Game, MetricRequest.Read("dau", AnswerFixture.Query("by=" + dimension)), Cancellation)).Rows);
        }
    }

    [Fact]
    public async Task A_step_of_a_funnel_that_never_came_in_is_refused_unless_it_is_a_built_in_event()
    {
        await LoadAsync();
        var refusal = await Assert.ThrowsAsync<MetricException>(() => fixture.Funnels.AnswerAsync(fixture.Game, FunnelRequest.Read(AnswerFixture.Query("step=session_start&step=wom")), Cancellation));

        Assert.Equal(("bad_step", "Step 'wom': No event 'wom' has come in yet. Did you mean 'won'?"), (refusal.Code, refusal.Message));
        Assert.Equal([1, 0], (await fixture.Funnels.AnswerAsync(fixture.Game, FunnelRequest.Read(AnswerFixture.Query("step=won&step=purchase")), Cancellation)).Rows.Select(row => row.Players));
    }

    [Fact]
    public async Task A_game_without_data_knows_no_names_and_refuses_none()
    {
        var answer = await fixture.Metrics.AnswerAsync(fixture.Game, MetricRequest.Read("dau", AnswerFixture.Query("by=props.bord")), Cancellation);

        Assert.Equal(["The game has no data yet."], answer.Warnings);
    }

    [Fact]
    public async Task A_definition_with_a_name_that_never_came_in_is_told_where_it_is_used()
    {
        await File.WriteAllTextAsync(fixture.MetricsFile, "wins:\n  event: wonn\n  measure: count\nfrozen:\n  source: events\n  where: props.boart = 'ice'\n  measure: players\nwins_twice:\n  formula: 2 * wins\n", Cancellation);
        await LoadAsync();
        var events = "wins: No event 'wonn' has come in yet. Did you mean 'won'?";

        var problems = (await fixture.Metrics.ListAsync(fixture.Game, Cancellation)).Problems;

        Assert.Equal([$"{fixture.MetricsFile}:5: frozen: No event has come in yet with a prop 'boart'. Did you mean 'board'?", $"{fixture.MetricsFile}:2: {events}"], problems);
        Assert.Contains($"{fixture.MetricsFile}:2: {events}", Assert.Single((await fixture.Metrics.AnswerAsync(fixture.Game, MetricRequest.Read("wins_twice", AnswerFixture.Query("")), Cancellation)).Warnings));
        Assert.Empty((await fixture.Metrics.AnswerAsync(fixture.Game, MetricRequest.Read("dau", AnswerFixture.Query("")), Cancellation)).Warnings);
    }

    private Task LoadAsync() => fixture.Warehouse.LoadAsync(
        fixture.At(1, "2026-01-05T10:00:00Z") with { Props = """{"board":{"moves":16}}""" }, fixture.At(1, "2026-01-05T10:00:01Z") with { Name = "won" }, fixture.At(2, "2026-01-05T10:00:02Z") with { Name = "lost" },
        fixture.At(2, "2026-01-05T10:00:03Z") with { Name = "experiment_exposure", Experiment = "button", Variant = "red" });
}
