using System.Collections.Frozen;
using Frontline.Enrichment.Reading;

namespace Frontline.Enrichment.Steps;

/// <summary>Flags events of the players and devices that the game's file lists as the studio's own.</summary>
internal sealed class TestDevicesStep : IOriginStep
{
    public string Name => StepNames.TestDevices;

    public void Apply(EventDraft draft, BatchOrigin origin, ReadOnlySpan<byte> body)
    {
        var listed = origin.TestDevices;
        if (listed.Count == 0) return;
        if ((draft.Fields.PlayerId is { } player && listed.Contains(player))
            || HasListed(draft.Unknown, listed, body) || HasListed(draft.UnknownContext, listed, body)
            || HasListed(origin.Context.Draft.Unknown, listed, body) || HasListed(origin.Context.Draft.UnknownContext, listed, body))
        {
            draft.Flags |= EventFlags.TestDevice;
        }
    }

    private static bool HasListed(MemberList members, FrozenSet<string> listed, ReadOnlySpan<byte> body)
    {
        foreach (var member in members.Members)
        {
            if (IsDeviceId(member.Name(body)) && listed.Contains(JsonText.Read(member.Value, body))) return true;
        }

        return false;
    }

    private static bool IsDeviceId(ReadOnlySpan<byte> name) => name.SequenceEqual("device_id"u8) || name.SequenceEqual("install_id"u8);
}
