using System.Text.Json;

namespace Frontline.Client.Contracts;

/// <param name="Period">First day of the cohorts' period.</param>
/// <param name="Dimensions">Values of the dimensions, null where not known.</param>
/// <param name="Age">Days after the install day; of brackets the first.</param>
/// <param name="LastAge">Of brackets the last; else null.</param>
/// <param name="Value">A number; null where there is none, of which warnings tell.</param>
/// <param name="Numerator">What the players did; null where it is not known.</param>
/// <param name="Denominator">Players of the install days that are that old; of returns on ad spend, what was spent on them, null where it is not known.</param>
public sealed record GridCell(DateOnly Period, IReadOnlyDictionary<string, JsonElement> Dimensions, int Age, int? LastAge, JsonElement Value, JsonElement Numerator, double? Denominator);
