using Frontline.Enrichment.Reading;
using Frontline.Enrichment.Values;

namespace Frontline.Enrichment.Steps;

/// <summary>Splits the app version into numbers that can be compared.</summary>
internal sealed class AppVersionStep : IEventStep
{
    public string Name => StepNames.AppVersion;

    public void Apply(EventDraft draft, ReadOnlySpan<byte> body)
    {
        var fields = draft.Fields;
        if (fields.AppVersion is not { } version) return;
        if (!VersionParts.TryParse(version, out var parts))
        {
            draft.Flags |= EventFlags.OddAppVersion;
            return;
        }

        fields.AppMajor = parts.Major;
        fields.AppMinor = parts.Minor;
        fields.AppPatch = parts.Patch;
    }
}
