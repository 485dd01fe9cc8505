using System.Text.Json;

namespace Frontline.Client.Contracts;

/// <summary>A metric's value of a period.</summary>
/// <param name="Period">The period's first day; of a part of a week or month the week's or month's.</param>
/// <param name="Dimensions">Values of the dimensions, null where not known.</param>
/// <param name="Value">A number, exact where it is a count or a sum; null where there is none.</param>
/// <param name="Numerator">Of ratios.</param>
/// <param name="Denominator">Of ratios.</param>
/// <param name="Low">Lower bound of the 95 % interval, when it was asked for and there is one: players are taken for independent, what one player does is not.</param>
/// <param name="High">Upper bound.</param>
/// <param name="Events">How many events it rests on.</param>
/// <param name="Finished">Whether all of the period's data is in; late events and corrected rates may change it still.</param>
/// <param name="Note">Why there is no value, or what is not whole about it.</param>
public sealed record MetricRow(
    DateOnly Period, IReadOnlyDictionary<string, JsonElement> Dimensions, JsonElement Value, JsonElement? Numerator, JsonElement? Denominator, double? Low, double? High, long Events, bool Finished, string? Note);
