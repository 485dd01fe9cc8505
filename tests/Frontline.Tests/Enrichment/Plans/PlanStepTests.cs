using Frontline.Core.Games;
using Frontline.Core.Road;
using Frontline.Enrichment;
using Frontline.Enrichment.Plans;
using Xunit;
using static Frontline.Tests.Enrichment.Batches;
using static Frontline.Tests.Enrichment.Plans.PlanCheck;

namespace Frontline.Tests.Enrichment.Plans;

public sealed class PlanStepTests
{
    private const string Opened = """
        {"type":"object","properties":{"box":{"type":"string","maxLength":5},"count":{"type":"integer","minimum":1}},"required":["box"]}
        """;

    [Fact]
    public void An_event_that_fits_its_schema_has_no_flag_and_the_batch_names_the_plans_version()
    {
        var plan = Plan(("opened", Opened));
        var enricher = new Enricher(new EnrichmentOptions(), new OnePlan(plan));

        var first = enricher.Enrich(LogId, 7, Json("{\"events\":[" + Event(Props("\"box\":\"red\",\"count\":1.0")) + "]}", 1));
        var second = enricher.Enrich(LogId, 8, Json("{\"events\":[" + Event(Props("\"box\":\"red\"")) + "]}", 1));

        Assert.Null(Assert.Single(first.Items).Reject);
        Assert.Empty(first.Items[0].Event.Flags);
        Assert.Equal(plan.Version, first.Versions!["plan:mygame"]);
        Assert.Same(first.Versions, second.Versions);
    }

    [Fact]
    public void All_violations_are_named_each_with_its_rule_what_came_and_what_was_expected()
    {
        var item = Enrich(Plan(("opened", Opened)), Event(Props("\"count\":0.5,\"box\":\"a long text\"")));

        Assert.Equal("validate", item.Reject!.Stage);
        Assert.Equal(
            [
                ("plan_type", "/props/count", "props.count must be an integer; it is the number 0.5."),
                ("plan_minimum", "/props/count", "props.count must be at least 1; it is the number 0.5."),
                ("plan_max_length", "/props/box", "props.box must have at most 5 characters; it is the text \"a long text\"."),
            ],
            item.Reject.Violations.Select(violation => (violation.Code, violation.Path, violation.Message)));
    }

    [Theory]
    [InlineData("", "plan_required /props/box")]
    [InlineData("\"props\":null", "plan_required /props/box")]
    [InlineData("\"props\":{}", "plan_required /props/box")]
    [InlineData("\"props\":[]", "wrong_type /props")]
    [InlineData("\"props\":{\"box\":null}", "plan_type /props/box")]
    public void Props_that_are_not_there_have_nothing_in_them_and_null_is_a_value(string members, string expected)
    {
        Assert.Equal([expected], Codes(Enrich(Plan(("opened", Opened)), Event(members))));
    }

    [Fact]
    public void Violations_of_the_platform_and_of_the_plan_stand_together()
    {
        var plan = Plan(("purchase", """{"required":["offer"]}"""));

        Assert.Equal(
            ["unknown_currency /props/currency", "plan_required /props/offer"],
            Codes(Enrich(plan, Event(Props("\"amount\":1,\"currency\":\"XXX\""), "purchase"))));
    }

    [Fact]
    public void Violations_are_bounded_and_the_rest_is_counted()
    {
        var plan = Plan(("opened", """{"additionalProperties":false}"""));

        var codes = Codes(Enrich(plan, Event(Props(string.Join(',', Enumerable.Range(0, 40).Select(i => $"\"p{i}\":{i}"))))));

        Assert.Equal(33, codes.Length);
        Assert.Equal("plan_additional_property /props/p31", codes[31]);
        Assert.Equal("more_violations", codes[32]);
    }

    [Theory]
    [InlineData(UnplannedPolicy.Flag, null)]
    [InlineData(UnplannedPolicy.Reject, "unplanned_event /name")]
    public void An_event_that_nobody_planned_is_flagged_or_rejected(UnplannedPolicy policy, string? violation)
    {
        var item = Enrich(Plan(new PlanPolicy(UnplannedEvents: policy), ("opened", Opened)), Event("", "closed"));

        Assert.Equal(violation is null ? null : [violation], item.Reject is null ? null : Codes(item));
        Assert.Equal(violation is null ? ["unplanned_event"] : [], item.Event.Flags);
    }

    [Theory]
    [InlineData(UnplannedPolicy.Flag, new string[0])]
    [InlineData(UnplannedPolicy.Reject, new[] { "unplanned_property /props/lid", "unplanned_property /props/a~1b" })]
    public void A_prop_that_nobody_planned_is_flagged_or_rejected(UnplannedPolicy policy, string[] violations)
    {
        var item = Enrich(Plan(new PlanPolicy(UnplannedProperties: policy), ("opened", Opened)), Event(Props("\"box\":\"a\",\"lid\":1,\"a/b\":2,\"level\":3")));

        Assert.Equal(violations, item.Reject is null ? [] : Codes(item));
        Assert.Equal(violations.Length == 0 ? ["unplanned_property"] : [], item.Event.Flags);
    }

    [Theory]
    [InlineData("""{"allOf":[{"properties":{"lid":{}}}]}""", true)]
    [InlineData("""{"anyOf":[{"required":["box"]},{"properties":{"lid":{}}}]}""", true)]
    [InlineData("""{"$ref":"#/$defs/more","$defs":{"more":{"properties":{"lid":{}}}}}""", true)]
    [InlineData("""{"patternProperties":{"^l":{}}}""", true)]
    [InlineData("""{"additionalProperties":true}""", true)]
    [InlineData("""{"additionalProperties":{"type":"integer"}}""", true)]
    [InlineData("""{"properties":{"box":{"properties":{"lid":{}}}}}""", false)]
    [InlineData("""{"patternProperties":{"^x":{}}}""", false)]
    [InlineData("{}", false)]
    [InlineData("true", false)]
    public void A_prop_is_planned_when_the_schema_names_it_for_the_props_themselves_in_any_branch(string schema, bool isPlanned)
    {
        var item = Enrich(Plan(("opened", schema)), Event(Props("\"lid\":1")));

        Assert.Null(item.Reject);
        Assert.Equal(isPlanned ? [] : ["unplanned_property"], item.Event.Flags);
    }

    [Fact]
    public void Built_in_events_and_their_fields_are_always_planned()
    {
        var plan = Plan(new PlanPolicy(UnplannedPolicy.Reject, UnplannedPolicy.Reject), ("opened", Opened), ("refund", """{"additionalProperties":false}"""));

        Assert.Null(Enrich(plan, Event(Props("\"amount\":1,\"currency\":\"EUR\",\"product\":\"x\",\"level\":1"), "purchase")).Reject);
        Assert.Null(Enrich(plan, Event(Props("\"amount\":1,\"currency\":\"EUR\",\"product\":\"x\""), "refund")).Reject);
        Assert.Equal(["unplanned_property /props/vip"], Codes(Enrich(plan, Event(Props("\"amount\":1,\"currency\":\"EUR\",\"vip\":true"), "purchase"))));
        Assert.Equal(["unplanned_property /props/vip", "plan_additional_property /props/vip"], Codes(Enrich(plan, Event(Props("\"amount\":1,\"currency\":\"EUR\",\"vip\":true"), "refund"))));
    }

    [Theory]
    [InlineData("""{"properties":{"amount":{"type":"number","minimum":1,"maximum":2}}}""", "\"amount\":\"1.99\"", null)]
    [InlineData("""{"properties":{"amount":{"type":"number","minimum":2}}}""", "\"amount\":\" 1.99 \"", "plan_minimum /props/amount")]
    [InlineData("""{"properties":{"currency":{"enum":["EUR"]}}}""", "\"currency\":\"eur\"", null)]
    [InlineData("""{"properties":{"product":{"const":"12"}}}""", "\"product\":12", null)]
    [InlineData("""{"properties":{"product":{"const":"a\"b"}}}""", "\"product\":\" a\\\"b \"", null)]
    [InlineData("""{"properties":{"product":{"maxLength":1}}}""", "\"product\":\"e\u0301\"", null)]
    [InlineData("""{"properties":{"level":{"type":"integer","maximum":4}}}""", "\"level\":\"5\"", "plan_maximum /props/level")]
    [InlineData("""{"properties":{"own":{"type":"integer"}}}""", "\"own\":\"5\"", "plan_type /props/own")]
    public void Fields_of_built_in_events_are_judged_as_their_columns_hold_them_and_all_other_props_as_sent(string schema, string props, string? violation)
    {
        var more = props.Contains("amount", StringComparison.Ordinal) ? "" : ",\"amount\":\"1\"";
        more += props.Contains("currency", StringComparison.Ordinal) ? "" : ",\"currency\":\"EUR\"";
        var item = Enrich(Plan(("purchase", schema)), Event(Props(props + more), "purchase"));

        Assert.Equal(violation is null ? [] : [violation], item.Reject is null ? [] : Codes(item));
    }

    [Fact]
    public void Without_builtin_fields_everything_is_judged_as_sent()
    {
        var options = Without("builtin-fields");
        var plan = Plan(("purchase", """{"properties":{"amount":{"type":"number"}}}"""));

        Assert.Equal(["plan_type /props/amount"], Codes(Enrich(plan, Event(Props("\"amount\":\"1.99\""), "purchase"), options)));
    }

    [Fact]
    public void The_step_can_be_switched_off_and_a_game_without_a_plan_has_none()
    {
        var plan = Plan(new PlanPolicy(UnplannedPolicy.Reject, UnplannedPolicy.Reject), ("opened", Opened));

        Assert.Null(Enrich(plan, Event("", "closed"), Without("plan")).Reject);
        Assert.Null(new Enricher(new EnrichmentOptions(), new NoPlans()).Enrich(LogId, 7, Json("{\"events\":[" + Event("", "closed") + "]}", 1)).Items[0].Reject);
    }

    [Fact]
    public void An_event_that_was_not_read_to_its_end_is_not_held_against_the_plan()
    {
        Assert.Equal(["event_too_large"], Codes(Enrich(Plan(("opened", Opened)), Event(Props($"\"lid\":\"{new string('a', 40_000)}\"")))));
    }

    [Theory]
    [InlineData("""{"properties":{"box":{"anyOf":[{"properties":{"a":{"$ref":"#/properties/box"}}},{"properties":{"a":{"$ref":"#/properties/box"}}}],"not":{}}}}""")]
    [InlineData("""{"properties":{"box":{"not":{"properties":{"a":{"$ref":"#/properties/box"}},"anyOf":[{"properties":{"a":{"$ref":"#/properties/box"}}},{"properties":{"a":{"$ref":"#/properties/box"}}}]}}}}""")]
    public void A_schema_that_takes_exponential_time_is_given_up_and_says_so(string schema)
    {
        var options = new EnrichmentOptions { DepthMax = 64 };
        var nested = string.Concat(Enumerable.Repeat("{\"a\":", 40)) + "1" + new string('}', 40);

        Assert.Contains("plan_too_costly /props", Codes(Enrich(Plan(("opened", schema)), Event(Props($"\"box\":{nested}")), options)));
    }

    [Fact]
    public void Props_that_nest_endlessly_where_limits_are_off_are_not_judged()
    {
        var nested = new string('[', 5000) + new string(']', 5000);

        Assert.Equal(["plan_too_costly /props"], Codes(Enrich(Plan(("opened", "{}")), Event(Props($"\"box\":{nested}")), Without("limits"))));
    }

    [Fact]
    public void Many_items_that_must_be_unique_are_given_up_rather_than_compared_for_ever()
    {
        var plan = Plan(("opened", """{"properties":{"box":{"uniqueItems":true}}}"""));
        var options = new EnrichmentOptions { EventBytesMax = 1 << 20 };

        Assert.Null(Enrich(plan, Event(Props($"\"box\":[{string.Join(',', Enumerable.Range(0, 1000))}]")), options).Reject);
        Assert.Equal(["plan_too_costly /props"], Codes(Enrich(plan, Event(Props($"\"box\":[{string.Join(',', Enumerable.Range(0, 5000))}]")), options)));
    }

    private static TrackingPlan Plan(params (string Name, string Schema)[] events) => Plan(new PlanPolicy(), events);

    private static TrackingPlan Plan(PlanPolicy policy, params (string Name, string Schema)[] events)
    {
        var result = PlanCompiler.Compile([.. events.Select(entry => File(entry.Name + ".json", entry.Schema))], policy);
        Assert.Empty(result.Problems);
        return result.Plan!;
    }

    private static StreamItem Enrich(TrackingPlan plan, string eventJson, EnrichmentOptions? options = null) =>
        Assert.Single(new Enricher(options ?? new EnrichmentOptions(), new OnePlan(plan)).Enrich(LogId, 7, Json($"{{\"events\":[{eventJson}]}}", 1)).Items);

    private sealed class OnePlan(TrackingPlan plan) : ITrackingPlans
    {
        public TrackingPlan? Find(string game) => game == "mygame" ? plan : null;
    }

    private sealed class NoPlans : ITrackingPlans
    {
        public TrackingPlan? Find(string game) => null;
    }
}
