using Frontline.Enrichment.Reading;

namespace Frontline.Enrichment.Steps;

/// <summary>The steps in their order. Receipts and identity are none of them: they are fixed before, whatever is switched. Pseudonyms come before even these, in the body.</summary>
internal sealed class EnrichmentSteps
{
    private static readonly IValueStep[] AllValueSteps =
        [new CoerceStep(), new TrimStep(), new NormaliseUnicodeStep(), new PlatformStep(), new CountryStep(), new LanguageStep()];

    private static readonly IEventStep[] AllEventSteps = [new MoneyStep(), new AppVersionStep(), new AbsurdValuesStep()];

    private static readonly IOriginStep[] AllOriginSteps = [new GeoStep(), new UserAgentStep(), new TestDevicesStep(), new BotsStep()];

    public EnrichmentSteps(EnrichmentOptions options)
    {
        ValueSteps = [.. AllValueSteps.Where(step => options.IsOn(step.Name))];
        EventSteps = [.. AllEventSteps.Where(step => options.IsOn(step.Name))];
        OriginSteps = [.. AllOriginSteps.Where(step => options.IsOn(step.Name))];
        ChecksPlans = options.IsOn(StepNames.Plan);
        BuiltInFields = options.IsOn(StepNames.BuiltInFields) ? new BuiltInFieldsStep() : null;
    }

    /// <summary>Over each value on its way to a column.</summary>
    public IReadOnlyList<IValueStep> ValueSteps { get; }

    /// <summary>Between the columns of the envelope, which name the event, and those of its props. Null when off.</summary>
    public IEventStep? BuiltInFields { get; }

    /// <summary>Over the event, when all columns are filled.</summary>
    public IReadOnlyList<IEventStep> EventSteps { get; }

    /// <summary>Over the event, after all steps that go by the body alone.</summary>
    public IReadOnlyList<IOriginStep> OriginSteps { get; }

    /// <summary>Whether events are held against the plan of their game, after all other steps.</summary>
    public bool ChecksPlans { get; }
}
