namespace Frontline.Client.Contracts;

/// <summary>A write key as it may be shown. <paramref name="Kind"/> is <c>production</c>, <c>dev</c> or <c>history</c>.</summary>
public sealed record KeyDescription(string Name, string Kind, bool Revoked);
