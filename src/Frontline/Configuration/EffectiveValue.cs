namespace Frontline.Configuration;

/// <summary>One option as it stands.</summary>
/// <param name="Name">Such as <c>receiver.batch_bytes_max</c>.</param>
/// <param name="Value">As text; <c>***</c> for a secret that is set.</param>
/// <param name="Source">Where it came from: <c>default</c>, <c>file:line</c>, <c>environment NAME</c> or <c>command line --option</c>.</param>
/// <param name="IsSecret">Whether the value is masked.</param>
public sealed record EffectiveValue(string Name, string Value, string Source, bool IsSecret);
