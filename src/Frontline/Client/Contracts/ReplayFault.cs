namespace Frontline.Client.Contracts;

/// <summary>Why a reject cannot be replayed.</summary>
/// <param name="Id">The reject's.</param>
/// <param name="Message">A sentence.</param>
public sealed record ReplayFault(string Id, string Message);
