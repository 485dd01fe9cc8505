namespace Frontline.Client.Contracts;

/// <summary>How many players took each step, in their order.</summary>
/// <param name="Game">The game.</param>
/// <param name="TimeZone">In which days are days.</param>
/// <param name="From">First day of first steps.</param>
/// <param name="To">Last day of first steps.</param>
/// <param name="Start"><c>first</c>: from a player's first start of the days; <c>any</c>: from any of them.</param>
/// <param name="WithinSeconds">The last step is at most so long after the first.</param>
/// <param name="Steps">As they were asked.</param>
/// <param name="By">Dimensions.</param>
/// <param name="Where">The filter over first steps; null for none.</param>
/// <param name="AsOf">The moment whose knowledge it is; null for all that is known now.</param>
/// <param name="DataUntil">The moment up to which data is in; null where there is none.</param>
/// <param name="Finished">Whether nobody can take a step any more who is counted.</param>
/// <param name="Rows">By the dimensions' values, then by step.</param>
/// <param name="Warnings">What a reader should know, in sentences.</param>
public sealed record FunnelAnswer(
    string Game, string TimeZone, DateOnly From, DateOnly To, string Start, double WithinSeconds, IReadOnlyList<string> Steps, IReadOnlyList<string> By, string? Where, DateTimeOffset? AsOf,
    DateTimeOffset? DataUntil, bool Finished, IReadOnlyList<FunnelRow> Rows, IReadOnlyList<string> Warnings);
