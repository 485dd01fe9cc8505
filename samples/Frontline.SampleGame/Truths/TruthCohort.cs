namespace Frontline.SampleGame.Truths;

/// <param name="Day">The install day.</param>
/// <param name="Size">Players who installed on it.</param>
/// <param name="Returned">By classic day N: players active on that day; only where day N was complete.</param>
public sealed record TruthCohort(DateOnly Day, long Size, IReadOnlyDictionary<int, long> Returned);
