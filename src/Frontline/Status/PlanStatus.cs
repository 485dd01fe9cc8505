namespace Frontline.Status;

/// <summary>A game's tracking plan in force.</summary>
/// <param name="Game">The game.</param>
/// <param name="Version">The hash of the plan's content, as in the chain's entries.</param>
/// <param name="Events">How many events it plans.</param>
internal sealed record PlanStatus(string Game, string Version, int Events);
