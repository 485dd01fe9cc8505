namespace Frontline.SampleGame.Truths;

/// <param name="Events">Recorded events.</param>
/// <param name="Players">Players with an event of their own.</param>
/// <param name="Sessions">Derived sessions.</param>
public sealed record TruthTotals(long Events, long Players, long Sessions);
