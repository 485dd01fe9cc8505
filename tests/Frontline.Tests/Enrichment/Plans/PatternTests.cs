using System.Text;
using Frontline.Core.Games;
using Frontline.Core.Road;
using Frontline.Enrichment;
using Frontline.Enrichment.Plans;
using Xunit;
using static Frontline.Tests.Enrichment.Plans.PlanCheck;

namespace Frontline.Tests.Enrichment.Plans;

/// <summary>That a catastrophic pattern costs nobody anything. Without the bounds these tests would not end while anybody watches.</summary>
public sealed class PatternTests
{
    // Long enough that trying every way to split it takes longer than the universe is old.
    private static readonly string Text = new string('a', 200) + "!";

    [Theory]
    [InlineData("^(a+)+$")]
    [InlineData("^(a|a)*$")]
    [InlineData("^(a|aa)+$")]
    [InlineData("^([a-z]+)*[0-9]$")]
    public void A_catastrophic_pattern_is_matched_in_linear_time(string pattern)
    {
        Assert.True(Pattern.Compile(pattern).IsLinear);
        Assert.Equal("plan_pattern", Assert.Single(Violations($"{{\"pattern\":\"{pattern}\"}}", $"\"{Text}\"")).Code);
    }

    [Fact]
    public void A_catastrophic_pattern_that_needs_back_tracking_runs_out_of_its_time()
    {
        Assert.False(Pattern.Compile("^(?=a)(a+)+$").IsLinear);
        var violation = Assert.Single(Violations("""{"pattern":"^(?=a)(a+)+$"}""", $"\"{Text}\""));

        Assert.Equal("plan_pattern_time", violation.Code);
        Assert.Contains("within 20 ms", violation.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_batch_waits_for_such_a_pattern_a_few_times_and_the_next_batch_begins_anew()
    {
        const int Events = 2000;
        var result = PlanCompiler.Compile([File("opened.json", """{"properties":{"box":{"pattern":"^(?=a)(a+)+$"}}}""")], new PlanPolicy());
        var enricher = new Enricher(new EnrichmentOptions(), new OnePlan(result.Plan!));
        var bad = $"{{\"name\":\"opened\",\"player_id\":\"p\",\"props\":{{\"box\":\"{Text}\"}}}}";
        var good = """{"name":"opened","player_id":"p","props":{"box":"aaa"}}""";

        var first = Enrich(enricher, Enumerable.Repeat(bad, Events));
        var second = Enrich(enricher, [good]);

        Assert.All(first.Items, item => Assert.Equal("plan_pattern_time", Assert.Single(item.Reject!.Violations).Code));
        Assert.Null(Assert.Single(second.Items).Reject);
    }

    [Theory]
    [InlineData("a{2,3}", "a{2,3}")]
    [InlineData("a$", "a\\z")]
    [InlineData("[^a]", @"(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|[^a\uD800-\uDFFF])")]
    public void A_pattern_is_written_for_this_platform_with_the_same_meaning(string source, string expected) => Assert.Equal(expected, EcmaPattern.Translate(source));

    [Theory]
    [InlineData("[")]
    [InlineData("[]")]
    [InlineData("a{")]
    [InlineData("a]")]
    [InlineData("a}")]
    [InlineData("\\")]
    [InlineData("\\u12")]
    [InlineData("\\u{110000}")]
    [InlineData("\\p{Greek}")]
    [InlineData("(?#x)")]
    [InlineData("(?<1>a)")]
    [InlineData("a**")]
    [InlineData("\\1")]
    [InlineData("[\U0001F432]")]
    [InlineData("(((((a{1,1000}){1,1000}){1,1000}){1,1000}){1,1000})")]
    public void What_is_no_pattern_of_ECMA_262_is_refused_or_bounded(string source)
    {
        try
        {
            // An expression too large for linear time is one that back-tracks within its time.
            Assert.False(Pattern.Compile(source).IsLinear);
        }
        catch (ArgumentException exception)
        {
            Assert.NotEmpty(exception.Message);
        }
    }

    private static StreamBatch Enrich(Enricher enricher, IEnumerable<string> events)
    {
        var lines = events.ToList();
        return enricher.Enrich("0123456789ab", 7, Batches.Ndjson(string.Join('\n', lines), lines.Count) with { Body = Encoding.UTF8.GetBytes(string.Join('\n', lines)) });
    }

    private sealed class OnePlan(TrackingPlan plan) : ITrackingPlans
    {
        public TrackingPlan? Find(string game) => plan;
    }
}
