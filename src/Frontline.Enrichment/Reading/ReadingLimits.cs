namespace Frontline.Enrichment.Reading;

/// <summary>The bounds in force: those of the options, or none when the step <c>limits</c> is off.</summary>
internal sealed record ReadingLimits(int EventBytesMax, int ContextBytesMax, int DepthMax, int IdBytesMax, int TextBytesMax)
{
    public static ReadingLimits Of(EnrichmentOptions options) =>
        options.IsOn(Steps.StepNames.Limits)
            ? new ReadingLimits(options.EventBytesMax, options.ContextBytesMax, options.DepthMax, options.IdBytesMax, options.TextBytesMax)
            : new ReadingLimits(int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue);
}
