namespace Frontline.Enrichment.UserAgents;

/// <summary>What a user agent tells; null for what it does not.</summary>
/// <param name="Device">The family of the device, such as <c>iPhone</c> or <c>Samsung SM-G960F</c>; null for a bot.</param>
/// <param name="Os">The family of the operating system, such as <c>iOS</c>.</param>
/// <param name="OsVersion">Its version as far as it is told, such as <c>17.1.2</c>, <c>10</c> or <c>XP</c>.</param>
/// <param name="IsBot">Whether it is a known crawler's.</param>
internal sealed record UserAgentFacts(string? Device, string? Os, string? OsVersion, bool IsBot)
{
    public static readonly UserAgentFacts None = new(null, null, null, false);
}
