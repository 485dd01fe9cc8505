using System.Text;
using Frontline.Core.Games;
using Frontline.Enrichment.Plans;

namespace Frontline.Bench.Enrichment;

/// <summary>A plan for the events of <see cref="EnricherBenchmark"/>: types, ranges, an enumeration and a pattern.</summary>
internal sealed class SmallPlan : ITrackingPlans
{
    private readonly TrackingPlan plan = PlanCompiler.Compile(
        [
            File("level_complete", """{"properties":{"level":{"type":"integer","maximum":2000},"boosters":{"type":"integer","minimum":0},"lives_left":{"type":"integer","maximum":5},"moves":{"type":"integer"}},"required":["moves"]}"""),
            File("purchase", """{"properties":{"product":{"type":"string","pattern":"^[a-z]+_[0-9]+$"},"amount":{"type":"number","maximum":500}},"required":["product"]}"""),
            File("house_visited", """{"properties":{"house":{"type":"string","maxLength":40},"neighbours":{"type":"array","items":{"type":"integer"}},"mood":{"type":"object","properties":{"now":{"enum":["sunny","rain"]}}},"steps":{"type":"integer"}},"required":["house","steps"]}"""),
        ],
        new PlanPolicy()).Plan!;

    public TrackingPlan Find(string game) => plan;

    private static PlanFile File(string name, string schema) => new(name + ".json", Encoding.UTF8.GetBytes(schema));
}
