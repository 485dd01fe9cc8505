namespace Frontline.Metrics.Funnels;

/// <summary>What players did whose first chain began with the same values of the dimensions.</summary>
/// <param name="Values">The dimensions' values, a JSON array; null where nothing is asked by.</param>
/// <param name="Players">By step: how many reached it.</param>
/// <param name="MedianSeconds">By step: the median time from the step before, of those who took it; null for the first, and where nobody did.</param>
public sealed record FunnelGroup(string? Values, IReadOnlyList<long> Players, IReadOnlyList<double?> MedianSeconds);
