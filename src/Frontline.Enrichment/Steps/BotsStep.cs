using Frontline.Enrichment.Reading;

namespace Frontline.Enrichment.Steps;

/// <summary>Flags events that a known crawler sent while it ran a page with a web build.</summary>
internal sealed class BotsStep : IOriginStep
{
    public string Name => StepNames.Bots;

    public void Apply(EventDraft draft, BatchOrigin origin, ReadOnlySpan<byte> body)
    {
        if (draft.IsFromBrowser && origin.Agent is { IsBot: true }) draft.Flags |= EventFlags.Bot;
    }
}
