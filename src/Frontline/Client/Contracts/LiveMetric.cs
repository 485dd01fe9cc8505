namespace Frontline.Client.Contracts;

/// <summary>A column of live metrics.</summary>
/// <param name="Metric">Its name.</param>
/// <param name="Unit">number, events, players, share, money, seconds or days.</param>
public sealed record LiveMetric(string Metric, string Unit);
