using System.Text.Json.Serialization;

namespace Frontline.Client.Contracts;

/// <summary>Answer of <c>POST /api/rates</c> and <c>POST /api/games/{game}/costs</c>: what is new is durable and visible in SQL.</summary>
/// <param name="Version">The document made of what is new; null when nothing was.</param>
/// <param name="Added">Rows that were not there.</param>
/// <param name="Corrected">Rows that were there with other values, which stay as earlier versions.</param>
/// <param name="Already">Rows that were there.</param>
/// <param name="Gaps">Of rates: the days within and next to the import that no rate reaches, by pair and day; null of costs.</param>
public sealed record BookImportResponse(
    long? Version, long Added, long Corrected, long Already, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<RateGap>? Gaps = null);
