namespace Frontline.Client.Contracts;

/// <summary>The metrics of a game.</summary>
/// <param name="Metrics">By name.</param>
/// <param name="Problems">What is wrong in the game's <c>metrics.yaml</c>: those metrics are left out.</param>
public sealed record MetricList(IReadOnlyList<MetricDescription> Metrics, IReadOnlyList<string> Problems);
