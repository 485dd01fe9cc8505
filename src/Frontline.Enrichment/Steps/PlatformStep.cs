using Frontline.Enrichment.Reading;
using Frontline.Enrichment.Values;
using Frontline.Enrichment.Vocabulary;

namespace Frontline.Enrichment.Steps;

/// <summary>Writes platforms in one spelling. A spelling that says more than ours ("iPad") is kept in <c>extra</c> too.</summary>
internal sealed class PlatformStep : IValueStep
{
    public string Name => StepNames.Platform;

    public bool AppliesTo(FieldDefinition field) => field == Fields.Platform;

    public void Apply(ref FieldValue value, ReadOnlySpan<byte> body)
    {
        if (value.Kind != ValueKind.Text || value.Json.IsBroken) return;
        var text = value.MaterialiseText(body);
        var platform = Platforms.Find(text);
        if (platform is null)
        {
            value.Flags |= EventFlags.UnknownPlatform;
        }
        else if (platform != text)
        {
            value.Text = platform;
            value.Flags |= EventFlags.Respelled;
            value.IsKeptAsSent = !platform.Equals(text, StringComparison.OrdinalIgnoreCase);
        }
    }
}
