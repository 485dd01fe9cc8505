using Frontline.Core;
using Frontline.Enrichment.Reading;

namespace Frontline.Enrichment.Steps;

/// <summary>Flags values that are of their type and cannot be meant. They stay as they are: a mean that they spoil can leave them out. docs/specs/event.md, "Absurd values".</summary>
internal sealed class AbsurdValuesStep : IEventStep
{
    private const int CountMax = 1_000_000;
    private const double DurationMaxSeconds = 86_400;
    private const decimal MoneyMax = 100_000_000;

    /// <summary>2000-01-01 UTC: a device whose clock was never set.</summary>
    private static readonly Timestamp ClockNeverSet = new(946_684_800_000_000);

    public string Name => StepNames.AbsurdValues;

    public void Apply(EventDraft draft, ReadOnlySpan<byte> body)
    {
        var fields = draft.Fields;
        if (fields.Level is < 0 or > CountMax || fields.Attempt is < 0 or > CountMax || fields.Duration is < 0 or > DurationMaxSeconds
            || (draft.BuiltIn.IsMoney && fields.Amount is > MoneyMax) || fields.InstalledAt < ClockNeverSet || fields.ClientTime < ClockNeverSet)
        {
            draft.Flags |= EventFlags.AbsurdValue;
        }
    }
}
