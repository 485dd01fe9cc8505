using System.Text.RegularExpressions;
using Frontline.Metrics.Catalogue;
using Frontline.Metrics.Compiling;
using Frontline.Metrics.Expressions;
using Frontline.Metrics.Funnels;
using Frontline.Metrics.Questions;
using Xunit;

namespace Frontline.Tests.Metrics;

/// <summary>
/// Questions against the SQL in <c>Golden/</c>, so that whoever changes the compiler sees what changes for the reader of a metric. With <c>FRONTLINE_GOLDEN</c> set to that folder the
/// files are written anew, to be looked at in the change.
/// </summary>
public sealed partial class MetricCompilerTests
{
    private static readonly Dictionary<string, MetricQuestion> Asked = new()
    {
        ["dau"] = TestQuestions.Ask("dau", "2026-01-01", "2026-01-31"),
        ["dau-by-country-per-week"] = TestQuestions.Ask("dau", "2026-01-01", "2026-01-31", Granularity.Week, ["country"]),
        ["active_players-of-ios-payers"] = TestQuestions.Ask("active_players", "2026-01-01", "2026-01-31", Granularity.Total, where: "platform = 'ios' and campaign is not null"),
        ["mau"] = TestQuestions.Ask("mau", "2026-02-01", "2026-02-28", by: ["platform"]),
        ["stickiness-per-month"] = TestQuestions.Ask("stickiness", "2026-01-01", "2026-03-31", Granularity.Month),
        ["arpdau-per-month"] = TestQuestions.Ask("arpdau", "2026-01-01", "2026-03-31", Granularity.Month),
        ["net_revenue-by-campaign"] = TestQuestions.Ask("net_revenue", "2026-01-01", "2026-01-31", Granularity.Total, ["campaign"]),
        ["retention_d7"] = TestQuestions.Ask("retention_d7", "2026-01-01", "2026-01-31", by: ["country"]),
        ["retention_24h_d1"] = TestQuestions.Ask("retention_24h_d1", "2026-01-01", "2026-01-31", Granularity.Total),
        ["roas_d30-by-campaign"] = TestQuestions.Ask("roas_d30", "2026-01-01", "2026-01-31", Granularity.Month, ["campaign"]),
        ["completion_rate-by-level"] = TestQuestions.Ask("completion_rate", "2026-01-01", "2026-01-31", Granularity.Total, ["level"], "props.mode = 'hard'"),
        ["conversion-by-experiment"] = TestQuestions.Ask("conversion", "2026-01-01", "2026-01-31", Granularity.Total, ["experiment.bigger_start"]),
        ["session_length_median-per-week"] = TestQuestions.Ask("session_length_median", "2026-01-01", "2026-01-31", Granularity.Week),
    };

    private static readonly Dictionary<string, string> Compiled = new()
    {
        ["retention-grid-by-country"] = Grid("retention", "country"),
        ["payer_conversion-grid"] = Grid("payer_conversion"),
        ["retention_24h-grid"] = Grid("retention_24h"),
        ["bracket_retention-grid"] = Grid("bracket_retention"),
        ["cpi-by-platform-of-one-network"] = TestQuestions.Sql(TestQuestions.Ask("cpi", "2026-01-01", "2026-01-31", Granularity.Week, ["platform"], "network = 'unity'")),
        ["top_1_percent_revenue"] = TestQuestions.Sql(TestQuestions.Ask("top_1_percent_revenue", "2026-01-01", "2026-01-31", Granularity.Total)),
        ["funnel-by-platform"] = FunnelCompiler.Compile(new FunnelQuestion
        {
            Steps = [FunnelStep.Parse("session_start"), FunnelStep.Parse("level_complete where level = 3")], From = new DateOnly(2026, 1, 1), To = new DateOnly(2026, 1, 31), Within = TimeSpan.FromDays(7),
            By = ["platform"], Where = ExpressionParser.Parse("country = 'DE'"),
        }),
        ["funnel-of-a-quarter-of-the-players"] = FunnelCompiler.Compile(
            new FunnelQuestion { Steps = [FunnelStep.Parse("a"), FunnelStep.Parse("b")], From = new DateOnly(2026, 1, 1), To = new DateOnly(2026, 1, 31), Within = TimeSpan.FromHours(1) }, new FunnelPart(3, 2)),
    };

    public static TheoryData<string> Names => [.. Asked.Keys.Concat(Compiled.Keys)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_question_becomes_this_statement(string name)
    {
        var sql = (Asked.TryGetValue(name, out var question) ? TestQuestions.Sql(question) : Compiled[name]) + "\n";
        if (Environment.GetEnvironmentVariable("FRONTLINE_GOLDEN") is { Length: > 0 } folder)
        {
            File.WriteAllText(Path.Combine(folder, name + ".sql"), sql);
        }

        Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Metrics", "Golden", name + ".sql")).ReplaceLineEndings("\n"), sql);
    }

    private static string Grid(string metric, params string[] by) => new GridCompiler(BuiltInMetrics.Catalogue).Compile(new GridQuestion
    {
        Metric = metric, From = new DateOnly(2026, 1, 1), To = new DateOnly(2026, 1, 31), Ages = metric == "bracket_retention" ? [] : [new(0, 90)], Period = Granularity.Week, By = by, Game = TestQuestions.Game,
    }).Sql;

    [Theory]
    [InlineData("dau", "countri", null, "bad_dimension", "by: activity has no 'countri'. Did you mean 'country'?")]
    [InlineData("cpi", "app_version", null, "bad_dimension", "by: spend has no 'app_version'.")]
    [InlineData("sessions", "props.mode", null, "bad_dimension", "by: sessions has no 'props.mode'.")]
    [InlineData("dau", null, "platform = 3", "bad_filter", "where: a text cannot be compared with a number. (character 10)")]
    [InlineData("dau", null, "platform", "bad_filter", "where: a condition is expected here, not a text. (character 1)")]
    [InlineData("dau", null, "install_day = '31.1.2026'", "bad_filter", "where: '31.1.2026' is not a day; it is written as 2026-01-31. (character 15)")]
    [InlineData("dau", null, "country = null", "bad_filter", "where: Nothing equals null: write 'is null'. (character 11)")]
    [InlineData("dau", null, "sum(level) > 1", "bad_filter", "where: sum(…) is not known here; sum, average and quantile stand in a measure. (character 1)")]
    public void A_question_that_does_not_fit_is_told_what_would(string metric, string? by, string? where, string code, string message)
    {
        var exception = Assert.Throws<MetricException>(() => TestQuestions.Sql(TestQuestions.Ask(metric, "2026-01-01", "2026-01-31", by: by is null ? [] : [by], where: where)));
        Assert.Equal(code, exception.Code);
        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_period_that_ends_before_it_begins_is_refused() =>
        Assert.Equal("The period ends on 2026-01-01, before it begins on 2026-01-31.", Assert.Throws<MetricException>(() => TestQuestions.Sql(TestQuestions.Ask("dau", "2026-01-31", "2026-01-01"))).Message);

    [Fact]
    public void Dimensions_have_a_bound_and_are_named_once()
    {
        Assert.Contains("too many", Assert.Throws<MetricException>(() => TestQuestions.Sql(TestQuestions.Ask("dau", "2026-01-01", "2026-01-31", by: ["platform", "country", "campaign", "network", "creative"]))).Message, StringComparison.Ordinal);
        Assert.Contains("twice", Assert.Throws<MetricException>(() => TestQuestions.Sql(TestQuestions.Ask("dau", "2026-01-01", "2026-01-31", by: ["platform", "platform"]))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wau", "wau has no interval: it is no ratio.")]
    [InlineData("stickiness", "stickiness has no interval: it is a mean of days, or runs on.")]
    [InlineData("cpi", "cpi has no interval: its parts are no sums over players.")]
    [InlineData("roas_d7", "roas_d7 has no interval: it is no ratio.")]
    public void What_has_no_interval_says_why(string metric, string message) =>
        Assert.Equal(message, Assert.Throws<MetricException>(() => TestQuestions.Sql(TestQuestions.Ask(metric, "2026-01-01", "2026-01-31") with { WithInterval = true })).Message);

    [Theory]
    [InlineData("", "'' is no step; one is written as level_complete, or as level_complete where level = 3.")]
    [InlineData("a b", "'a b' is no step; one is written as level_complete, or as level_complete where level = 3.")]
    [InlineData("a where level >", "Step 'a': Something is missing at the end. (character 8)")]
    public void What_is_no_step_is_told(string step, string message) => Assert.Equal(message, Assert.Throws<MetricException>(() => FunnelStep.Parse(step)).Message);

    [Theory]
    [InlineData("a where levle > 1", null, null, "Step 'a': events has no 'levle'. Did you mean 'level'? (character 1)")]
    [InlineData("a", "platfrom", null, "by: events has no 'platfrom'. Did you mean 'platform'?")]
    [InlineData("a", null, "level = 'x'", "where: a number cannot be compared with a text. (character 7)")]
    public void A_funnel_that_does_not_fit_is_told_what_would(string step, string? by, string? where, string message)
    {
        var days = TestQuestions.Ask("dau", "2026-01-01", "2026-01-31", where: where);
        var funnel = new FunnelQuestion { Steps = [FunnelStep.Parse(step), FunnelStep.Parse("b")], From = days.From, To = days.To, Within = TimeSpan.FromDays(1), By = by is null ? [] : [by], Where = days.Where };
        Assert.Equal(message, Assert.Throws<MetricException>(() => FunnelCompiler.Compile(funnel)).Message);
    }

    [Theory]
    [InlineData("dau")]
    [InlineData("ltv_less_cpi")]
    public void What_has_no_grid_is_told_what_has(string metric)
    {
        var days = TestQuestions.Ask("dau", "2026-01-01", "2026-01-31");
        Assert.Equal(
            $"There is no grid of '{metric}'. There are grids of bracket_retention, cohort_revenue, ltv, payer_conversion, retention_24h, retention, roas, rolling_retention.",
            Assert.Throws<MetricException>(() => new GridCompiler(BuiltInMetrics.Catalogue).Compile(new GridQuestion { Metric = metric, From = days.From, To = days.To, Ages = [new(0, 7)], Game = TestQuestions.Game })).Message);
    }

    [Theory]
    [InlineData("bracket_retention", "Ages go from 0 to 730, the first not behind the last.", 0, 0, 7, 3)]
    [InlineData("retention", "Ages go from 0 to 730, the first not behind the last.", 0, 731)]
    [InlineData("retention_24h", "A grid of retention_24h has one column for each day: its ages are one stretch, as 0..90. Brackets have several.", 0, 0, 1, 3)]
    public void Ages_that_do_not_fit_are_told(string metric, string message, params int[] ages)
    {
        var days = TestQuestions.Ask("dau", "2026-01-01", "2026-01-31");
        var question = new GridQuestion { Metric = metric, From = days.From, To = days.To, Ages = [.. ages.Chunk(2).Select(range => new AgeRange(range[0], range[1]))], Game = TestQuestions.Game };
        Assert.Equal(message, Assert.Throws<MetricException>(() => new GridCompiler(BuiltInMetrics.Catalogue).Compile(question)).Message);
    }

    [Theory]
    [InlineData("it's", "'it''s'")]
    [InlineData("x' OR 1=1 --", "'x'' OR 1=1 --'")]
    public void Texts_of_a_question_stay_texts(string text, string literal) =>
        Assert.Contains($"(s.platform = {literal})", TestQuestions.Sql(TestQuestions.Ask("dau", "2026-01-01", "2026-01-31", where: $"platform = '{text.Replace("'", "''", StringComparison.Ordinal)}'")), StringComparison.Ordinal);

    [Fact]
    public void Names_of_props_stay_names()
    {
        var sql = TestQuestions.Sql(TestQuestions.Ask("dau", "2026-01-01", "2026-01-31", by: ["props.a'b\"c"]));
        Assert.Contains("s.props->>'a''b\"c' AS \"props.a'b\"\"c\"", sql, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_metric_compiles_for_every_period()
    {
        foreach (var definition in BuiltInMetrics.Catalogue.Definitions)
        {
            var name = ParameterInName().Replace(definition.Name, match => match.Value == "{m}" ? "3" : "7");
            foreach (var period in Enum.GetValues<Granularity>())
            {
                Assert.Contains(" AS finished", TestQuestions.Sql(TestQuestions.Ask(name, "2026-01-01", "2026-01-31", period)), StringComparison.Ordinal);
            }
        }
    }

    [GeneratedRegex(@"\{[a-z]\}")]
    private static partial Regex ParameterInName();
}
