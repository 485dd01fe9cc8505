namespace Frontline.Client.Contracts;

/// <summary>A metric of a game.</summary>
/// <param name="Name">With parameters in braces, where it has any: <c>retention_d{n}</c>.</param>
/// <param name="Title">What charts call it.</param>
/// <param name="Description">The definition in words.</param>
/// <param name="Unit">number, events, players, share, money, seconds or days.</param>
/// <param name="BuiltIn">Whether Frontline brings it; else it stands in the game's metrics.yaml.</param>
/// <param name="Dimensions">What it can be cut by. Null in lists.</param>
/// <param name="Definition">As it stands in its file. Null in lists.</param>
/// <param name="Sql">The statement for the last 30 days, to be run with <c>frontline sql --game</c>. Null in lists.</param>
public sealed record MetricDescription(string Name, string Title, string Description, string Unit, bool BuiltIn, IReadOnlyList<string>? Dimensions = null, string? Definition = null, string? Sql = null);
