namespace Frontline.SampleGame.Truths;

/// <param name="Experiment">The experiment.</param>
/// <param name="TruePayersMultiplier">What the treatment does to the share of payers in the rules of the world.</param>
/// <param name="Variants">Control first.</param>
public sealed record TruthExperiment(string Experiment, double TruePayersMultiplier, IReadOnlyList<TruthVariant> Variants);
