namespace Frontline.SampleGame.Truths;

/// <param name="Campaign">The campaign; null for players who found the game by themselves.</param>
/// <param name="Network">The network.</param>
/// <param name="Installs">New players.</param>
/// <param name="Cost">What they cost, in USD.</param>
public sealed record TruthCampaign(string? Campaign, string? Network, long Installs, decimal Cost);
