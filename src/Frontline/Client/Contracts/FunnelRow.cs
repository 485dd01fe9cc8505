using System.Text.Json;

namespace Frontline.Client.Contracts;

/// <summary>One step of a funnel.</summary>
/// <param name="Step">From 1.</param>
/// <param name="Dimensions">Values of the dimensions at the first step, null where not known.</param>
/// <param name="Players">Who took it.</param>
/// <param name="ShareOfFirst">Of those who took the first step, 0 to 1; null when nobody did.</param>
/// <param name="ShareOfPrevious">Of those who took the step before; null for the first step, and when nobody did.</param>
/// <param name="MedianSeconds">Since the step before, of those who took it; null when nobody did.</param>
public sealed record FunnelRow(int Step, IReadOnlyDictionary<string, JsonElement> Dimensions, long Players, double? ShareOfFirst, double? ShareOfPrevious, double? MedianSeconds);
