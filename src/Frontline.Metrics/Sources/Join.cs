namespace Frontline.Metrics.Sources;

/// <summary>A table joined to a source by player, one row at most to each.</summary>
/// <param name="Alias">The alias that columns use.</param>
/// <param name="Relation">The table, view or query in parentheses.</param>
public sealed record Join(string Alias, string Relation);
