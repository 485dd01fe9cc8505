namespace Frontline.SampleGame.Truths;

/// <summary>Gross sums of purchases and ads, and what was paid back.</summary>
public sealed record TruthMoney(string Currency, decimal Purchase, decimal Ad, decimal Refund);
