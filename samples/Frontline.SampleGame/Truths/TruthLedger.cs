namespace Frontline.SampleGame.Truths;

/// <summary>received = recorded + rejected + duplicate.</summary>
public sealed record TruthLedger(long Received, long Recorded, long Rejected, long Duplicate);
