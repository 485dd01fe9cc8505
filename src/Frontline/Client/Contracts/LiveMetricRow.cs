namespace Frontline.Client.Contracts;

/// <summary>Live metrics of a day, or of the part of it with one value of a dimension.</summary>
/// <param name="Day">The day, in the game's time zone.</param>
/// <param name="Value">The dimension's value; null for all of the game.</param>
/// <param name="Values">In the order of the metrics; null where there is nothing to divide by.</param>
public sealed record LiveMetricRow(DateOnly Day, string? Value, IReadOnlyList<decimal?> Values);
