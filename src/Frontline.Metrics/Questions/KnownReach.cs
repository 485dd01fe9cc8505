namespace Frontline.Metrics.Questions;

/// <summary>From when to when a game's data reaches, where it was asked before: the statement then takes the same moment that the answer tells.</summary>
/// <param name="FirstDay">The first reporting day with data.</param>
/// <param name="UntilDay">The reporting day of <paramref name="Until"/>.</param>
/// <param name="Until">The moment up to which data is in.</param>
public sealed record KnownReach(DateOnly FirstDay, DateOnly UntilDay, DateTimeOffset Until);
