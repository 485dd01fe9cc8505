namespace Frontline.Client.Contracts;

/// <summary>What went wrong: a stable code and a sentence.</summary>
public sealed record ErrorDescription(string? Code, string? Message);
