namespace Frontline.SampleGame.Truths;

/// <param name="Day">The day of the installs, in the game's time zone.</param>
/// <param name="Campaign">The campaign.</param>
/// <param name="Network">The network.</param>
/// <param name="Installs">Installs it brought and is paid for.</param>
/// <param name="Cost">What they cost, in USD.</param>
public sealed record TruthSpend(DateOnly Day, string Campaign, string Network, long Installs, decimal Cost);
