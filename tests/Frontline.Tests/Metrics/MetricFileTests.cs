using Frontline.Metrics.Catalogue;
using Frontline.Metrics.Definitions;
using Frontline.Metrics.Questions;
using Frontline.Yaml;
using Xunit;

namespace Frontline.Tests.Metrics;

/// <summary>A game's <c>metrics.yaml</c>: what is wrong is told with its line, and what is right can be used all the same.</summary>
public sealed class MetricFileTests
{
    [Fact]
    public void Metrics_of_ones_own_are_used_like_those_that_Frontline_brings()
    {
        var (catalogue, problems) = Read(
            """
            boss_kills:
              title: Bosses killed
              event: boss_killed
              where: props.difficulty = 'hard' and level >= 10
              measure: count
            boss_killers:
              event: boss_killed
              measure: players
              per: active_players
              unit: share
            kills_per_payer:
              formula: boss_kills / payers
            boss_within_d{n}:
              cohort: {event: boss_killed, measure: players, from: 0, to: n}
            """);

        Assert.Empty(problems);
        Assert.Equal("Bosses killed", catalogue.Resolve("boss_kills").Title);
        Assert.Equal("boss killers", catalogue.Resolve("boss_killers").Title);
        Assert.Equal(MetricUnit.Share, catalogue.Resolve("boss_within_d3").Definition.Unit);
        Assert.StartsWith("title: Bosses killed\nevent: boss_killed\n", catalogue.Resolve("boss_kills").Definition.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("m:\n  event: x\n  measure: cuont", "m.yaml:3: A measure is expected: count, players, player_days, sum(field), average(field), quantile(field, 0.5), money, top_money(0.01). (character 1)")]
    [InlineData("m:\n  event: x", "m.yaml:2: 'measure' is missing.")]
    [InlineData("m:\n  measure: count", "m.yaml:2: Either 'event' (a name of an event) or 'source' is expected, or a 'formula' or 'cohort' instead.")]
    [InlineData("m:\n  source: sesions\n  measure: count", "m.yaml:2: There is no source 'sesions'. Did you mean 'sessions'?")]
    [InlineData("m:\n  event: x\n  measure: count\n  were: level > 1", "m.yaml:4: Unknown key 'were'. Did you mean 'where'?")]
    [InlineData("m:\n  event: x\n  where: levle > 1\n  measure: count", "m.yaml:3: events has no 'levle'. Did you mean 'level'? (character 1)")]
    [InlineData("m:\n  event: x\n  where: level > 'one'\n  measure: count", "m.yaml:3: a number cannot be compared with a text. (character 7)")]
    [InlineData("m:\n  event: x\n  where: level\n  measure: count", "m.yaml:3: a condition is expected here, not a number. (character 1)")]
    [InlineData("m:\n  event: x\n  measure: sum(platform)", "m.yaml:3: a number is expected here, not a text. (character 5)")]
    [InlineData("m:\n  event: x\n  measure: quantile(level, 2)", "m.yaml:3: A quantile is written as quantile(field, 0.5), with a number from 0 to 1. (character 1)")]
    [InlineData("m:\n  source: sessions\n  measure: money", "m.yaml:3: sessions has no money; payments and spend have.")]
    [InlineData("m:\n  source: spend\n  measure: players", "m.yaml:3: spend has no players.")]
    [InlineData("m:\n  event: x\n  measure: count\n  trailing_days: 7", "m.yaml:4: Only distinct players can be counted over trailing days: 'measure: player_days'.")]
    [InlineData("m:\n  event: x\n  measure: count\n  longer: middle", "m.yaml:4: 'longer' is 'middle'. Known are: sum, mean, running.")]
    [InlineData("m:\n  event: x\n  measure: players\n  longer: running", "m.yaml:4: Only counts, sums and money can run on: count, sum(field), money.")]
    [InlineData("m:\n  formula: dau / revenu", "m.yaml:2: m: There is no metric 'revenu'. Did you mean 'revenue'?")]
    [InlineData("m:\n  formula: dau > 1", "m.yaml:2: A formula has names of metrics, numbers, + - * / and parentheses only (character 5).")]
    [InlineData("m:\n  formula: revenue / mau", "m.yaml:2: m: It leans on trailing days, which cannot be summed up: write 'longer: mean'.")]
    [InlineData("m:\n  cohort: {event: x, measure: players, from: 1, to: k}", "m.yaml:2: 'to' is 'k'; a whole number from 0 to 3660 is expected.")]
    [InlineData("m:\n  cohort: {event: x, measure: average(level), from: 1, to: 2}", "m.yaml:2: A cohort is counted or summed up: players, player_days, count, sum(field) or money.")]
    [InlineData("dau:\n  event: x\n  measure: count", "m.yaml:2: dau: Frontline has a 'dau' already; another name is needed.")]
    [InlineData("retention_d7:\n  event: x\n  measure: count", "m.yaml:2: retention_d7: Frontline has a 'retention_d7' already; another name is needed.")]
    [InlineData("retention_d{k}:\n  cohort: {event: x, measure: players, from: k, to: k}", "m.yaml:2: retention_d{k}: Frontline has a 'retention_d{n}' already; another name is needed.")]
    [InlineData("retention_d{k}0:\n  cohort: {event: x, measure: players, from: k, to: k}", "m.yaml:2: retention_d{k}0: Frontline has a 'retention_d{n}' already; another name is needed.")]
    [InlineData("a_d{n}:\n  cohort: {event: x, measure: players, from: n, to: n}\na_d{k}:\n  cohort: {event: x, measure: players, from: k, to: k}", "m.yaml:4: a_d{k}: 'a_d{n}' gives the same names; another name is needed.")]
    [InlineData("m:\n  formula: 1 + 1", "m.yaml:2: A formula has at least one metric in it.")]
    [InlineData("m:\n  cohort: {event: x, measure: players, from: 5, to: 2}", "m.yaml:2: 'to' is day 2, which is before 'from'.")]
    [InlineData("value:\n  event: x\n  measure: count", "m.yaml:2: 'value' cannot be a metric's name, since results have a column of that name.")]
    [InlineData("country:\n  event: x\n  measure: count", "m.yaml:2: 'country' cannot be a metric's name, since it is a dimension.")]
    [InlineData("Big Number:\n  event: x\n  measure: count", "m.yaml:2: 'Big Number' cannot be a metric's name: 1 to 64 of a-z, 0-9 and _ are expected, beginning with a letter, with parameters such as {n}.")]
    [InlineData("a:\n  formula: b + 1\nb:\n  formula: c + 1\nc:\n  formula: a + 1", "m.yaml:2: a: It is made of itself: a needs b needs c needs a.")]
    [InlineData("m_d{n}:\n  event: x\n  measure: count", "m.yaml:2: '{n}' stands in the name 'm_d{n}', and nothing asks for it; 'from' or 'to' of a cohort can.")]
    [InlineData("m_d{n}_d{m}:\n  cohort: {event: x, measure: players, from: 0, to: n}", "m.yaml:2: '{m}' stands in the name 'm_d{n}_d{m}', and nothing asks for it; 'from' or 'to' of a cohort can.")]
    [InlineData("m:\n  formula: dau\n  event: x", "m.yaml:3: Unknown key 'event'. Known are: description, formula, longer, title, unit.")]
    [InlineData("m: 12", "m.yaml:1: 'm' is expected to say what the metric is, not a single value.")]
    [InlineData("- m", "m.yaml:1: Keys with values are expected here, not a list.")]
    [InlineData("m:\n  event: x\n  measure: count\n  unit: apples", "m.yaml:4: 'unit' is 'apples'. Known are: number, events, players, share, money, seconds, days.")]
    public void What_is_wrong_is_told_with_its_line(string text, string problem) => Assert.Contains(problem, Read(text).Problems);

    [Fact]
    public void A_prop_with_an_empty_part_is_no_name() =>
        Assert.StartsWith("m.yaml:3: events has no 'props.board..x'.", Assert.Single(Read("m:\n  event: x\n  where: props.board..x > 1\n  measure: count").Problems), StringComparison.Ordinal);

    [Fact]
    public void One_that_is_wrong_leaves_the_others_as_they_are()
    {
        var (catalogue, problems) = Read("good:\n  event: x\n  measure: count\nbad:\n  event: x\n  measure: nonsense\nleaning:\n  formula: bad + 1");

        Assert.Equal(2, problems.Count);
        Assert.NotNull(catalogue.Find("good"));
        Assert.Null(catalogue.Find("bad"));
        Assert.Null(catalogue.Find("leaning"));
    }

    [Theory]
    [InlineData("dua", "There is no metric 'dua'. Did you mean 'dau'?")]
    [InlineData("retention", "There is no metric 'retention'. A number is missing in it: retention_d7.")]
    [InlineData("retention_d99999", "There is no metric 'retention_d99999'. Did you mean 'retention_d{n}'?")]
    public void A_metric_that_is_not_there_is_told_with_the_nearest(string name, string message) =>
        Assert.Equal(message, Assert.Throws<MetricException>(() => BuiltInMetrics.Catalogue.Resolve(name)).Message);

    [Fact]
    public void Numbers_in_a_name_are_its_parameters()
    {
        var metric = BuiltInMetrics.Catalogue.Resolve("bracket_retention_d3_d7");

        Assert.Equal("Bracket retention, days 3 to 7", metric.Title);
        Assert.Equal(new Dictionary<string, int> { ["m"] = 3, ["n"] = 7 }, metric.Numbers);
    }

    [Fact]
    public void Every_metric_that_Frontline_brings_says_what_it_means() =>
        Assert.All(BuiltInMetrics.Catalogue.Definitions, definition => Assert.True(definition.Description.Length > 10 && definition.Description.EndsWith('.') && !char.IsLower(definition.Title[0]), definition.Name));

    private static (MetricCatalogue Catalogue, IReadOnlyList<string> Problems) Read(string text)
    {
        var problems = new List<FileProblem>();
        var catalogue = DefinitionCheck.Combine(MetricFileReader.ReadGame(text, "m.yaml", problems), BuiltInMetrics.Catalogue, problems);
        return (catalogue, [.. problems.Select(problem => problem.ToString())]);
    }
}
