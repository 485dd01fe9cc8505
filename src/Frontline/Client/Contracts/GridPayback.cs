using System.Text.Json;

namespace Frontline.Client.Contracts;

/// <param name="Period">First day of the cohorts' period.</param>
/// <param name="Dimensions">Values of the dimensions, null where not known.</param>
/// <param name="Age">The first age at which revenue is at least the spend; null when it was not until the last age that is known.</param>
public sealed record GridPayback(DateOnly Period, IReadOnlyDictionary<string, JsonElement> Dimensions, int? Age);
