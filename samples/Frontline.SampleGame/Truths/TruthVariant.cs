namespace Frontline.SampleGame.Truths;

/// <param name="Variant">The variant.</param>
/// <param name="Players">Players who were exposed.</param>
/// <param name="Payers">Those of them who bought something.</param>
public sealed record TruthVariant(string Variant, long Players, long Payers);
