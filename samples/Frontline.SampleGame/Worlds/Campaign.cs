namespace Frontline.SampleGame.Worlds;

/// <summary>Where players come from, and what one costs.</summary>
/// <param name="Name">The campaign, or null for players who found the game by themselves: they have no <c>attribution</c>.</param>
/// <param name="Network">The advertising network.</param>
/// <param name="Share">Share of the installs; all together 1.</param>
/// <param name="CostCents">US cents paid for an install.</param>
/// <param name="Return">Multiplies the chance to come back.</param>
/// <param name="Spending">Multiplies the share of payers.</param>
public sealed record Campaign(string? Name, string? Network, double Share, int CostCents, double Return, double Spending)
{
    /// <summary>The index in <see cref="All"/> of those of whom no <c>attribution</c> was sent.</summary>
    internal const int Unattributed = 0;

    public static IReadOnlyList<Campaign> All { get; } =
    [
        new(null, null, 0.46, 0, 1.00, 1.0),
        new("lookalike_eu", "meta", 0.16, 210, 1.10, 1.6),
        new("broad_us", "applovin", 0.18, 160, 0.95, 1.0),
        new("rewarded_world", "unity", 0.14, 45, 0.60, 0.3),
        new("search_brand", "google", 0.06, 95, 1.20, 1.3),
    ];

    internal static double[] Shares { get; } = [.. All.Select(campaign => campaign.Share)];
}
