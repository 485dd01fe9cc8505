using Frontline.Enrichment.Plans;
using Frontline.Enrichment.Reading;
using Frontline.Enrichment.Steps;
using Frontline.Enrichment.UserAgents;

namespace Frontline.Enrichment;

/// <summary>What enriching a batch needs besides the batch: reused from batch to batch, by one thread at a time.</summary>
internal sealed class Workspace
{
    public Workspace(EnrichmentOptions options, ReadingLimits limits, EnrichmentSteps steps, UserAgentReader agents)
    {
        Draft = new EventDraft(options.ViolationsMax);
        Context = new BatchContext(new EventDraft(options.ViolationsMax));
        Origin = new BatchOrigin(agents, Context);
        Fields = new FieldStage(steps.ValueSteps, new ColumnReader(limits, new StringPool()));
    }

    public EventDraft Draft { get; }

    public BatchContext Context { get; }

    public FieldStage Fields { get; }

    public BatchOrigin Origin { get; }

    public IdentityStage Identity { get; } = new();

    public Leftovers Leftovers { get; } = new();

    public ObjectWriter Writer { get; } = new();

    public PlanStep Plan { get; } = new(new PlanRun(), new ObjectWriter());
}
