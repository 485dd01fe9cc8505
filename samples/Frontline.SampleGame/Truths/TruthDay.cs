namespace Frontline.SampleGame.Truths;

/// <param name="Day">The day.</param>
/// <param name="Complete">Whether it was over at the moment of the truth.</param>
/// <param name="Events">Recorded events of the day.</param>
/// <param name="ActivePlayers">Daily active users.</param>
/// <param name="NewPlayers">Players whose install day it is.</param>
/// <param name="Sessions">Derived sessions that begin on it.</param>
/// <param name="Purchases">Purchases, repeated transactions left out.</param>
/// <param name="Refunds">Refunds.</param>
/// <param name="Revenue">By currency, unconverted.</param>
public sealed record TruthDay(DateOnly Day, bool Complete, long Events, long ActivePlayers, long NewPlayers, long Sessions, long Purchases, long Refunds, IReadOnlyList<TruthMoney> Revenue);
