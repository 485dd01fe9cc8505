namespace Frontline.SampleGame.Truths;

/// <summary>Test devices and their recorded events.</summary>
public sealed record TruthTestDevices(long Players, long Events);
