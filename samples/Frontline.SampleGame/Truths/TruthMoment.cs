namespace Frontline.SampleGame.Truths;

/// <param name="Day">The day of the store feature.</param>
/// <param name="ExtraPlayers">New players who came because of it.</param>
public sealed record TruthMoment(DateOnly Day, long ExtraPlayers);
