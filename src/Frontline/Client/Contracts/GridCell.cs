using System.Text.Json;

namespace Frontline.Client.Contracts;

/// <param name="Period">First day of the cohorts' period.</param>
/// <param name="Dimensions">Values of the dimensions, null where not known.</param>
/// <param name="Age">Days after the install day.</param>
/// <param name="Value">A number.</param>
/// <param name="Numerator">What the players did.</param>
/// <param name="Denominator">Players of the install days that are that old; of returns on ad spend, what was spent on them.</param>
public sealed record GridCell(DateOnly Period, IReadOnlyDictionary<string, JsonElement> Dimensions, int Age, JsonElement Value, JsonElement Numerator, double Denominator);
