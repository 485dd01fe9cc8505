using Frontline.Enrichment.Reading;

namespace Frontline.Enrichment.Steps;

/// <summary>Fills in the device and the operating system of web builds, which cannot ask their browser for them. What was sent wins.</summary>
internal sealed class UserAgentStep : IOriginStep
{
    public string Name => StepNames.UserAgent;

    public void Apply(EventDraft draft, BatchOrigin origin, ReadOnlySpan<byte> body)
    {
        if (!draft.IsFromBrowser || origin.Agent is not { } agent) return;
        var fields = draft.Fields;
        draft.Os = agent.Os;
        if (fields.DeviceModel is null && agent.Device is not null)
        {
            fields.DeviceModel = agent.Device;
            draft.Flags |= EventFlags.DeviceFromAgent;
        }

        if (fields.OsVersion is null && agent.OsVersion is not null)
        {
            fields.OsVersion = agent.OsVersion;
            draft.Flags |= EventFlags.DeviceFromAgent;
        }
    }
}
