using Frontline.Enrichment.Reading;

namespace Frontline.Enrichment.Steps;

/// <summary>A pure step over a whole event that goes by what its batch's request tells. Stateless, so that it can be shared between threads.</summary>
internal interface IOriginStep
{
    /// <summary>One of <see cref="StepNames"/>.</summary>
    string Name { get; }

    void Apply(EventDraft draft, BatchOrigin origin, ReadOnlySpan<byte> body);
}
