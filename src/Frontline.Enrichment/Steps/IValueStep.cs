using Frontline.Enrichment.Reading;
using Frontline.Enrichment.Vocabulary;

namespace Frontline.Enrichment.Steps;

/// <summary>A pure change of one value on its way to a column. Stateless, so that it can be shared between threads.</summary>
internal interface IValueStep
{
    /// <summary>One of <see cref="StepNames"/>.</summary>
    string Name { get; }

    /// <summary>Whether values of this field concern the step at all; asked once per field, not per value.</summary>
    bool AppliesTo(FieldDefinition field);

    /// <summary>Changes the value, flags what it did, and leaves alone what it does not understand: finding fault comes later.</summary>
    void Apply(ref FieldValue value, ReadOnlySpan<byte> body);
}
