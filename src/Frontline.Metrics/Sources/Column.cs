namespace Frontline.Metrics.Sources;

/// <summary>Where a name's values come from.</summary>
/// <param name="Sql">The expression, with its table's alias.</param>
/// <param name="Type">What it gives.</param>
/// <param name="Join">What must be joined for it; null for the source's own columns.</param>
public sealed record Column(string Sql, FieldType Type, Join? Join = null);
