using Frontline.Enrichment.Reading;

namespace Frontline.Enrichment.Steps;

/// <summary>A pure step over a whole event. Stateless, so that it can be shared between threads.</summary>
internal interface IEventStep
{
    /// <summary>One of <see cref="StepNames"/>.</summary>
    string Name { get; }

    void Apply(EventDraft draft, ReadOnlySpan<byte> body);
}
