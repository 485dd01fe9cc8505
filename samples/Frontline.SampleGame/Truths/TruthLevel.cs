namespace Frontline.SampleGame.Truths;

/// <summary>Events of a level.</summary>
public sealed record TruthLevel(int Level, long Starts, long Completes, long Fails);
