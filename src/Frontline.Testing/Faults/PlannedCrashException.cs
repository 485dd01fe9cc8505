namespace Frontline.Testing.Faults;

/// <summary>The crash a test has planned.</summary>
public sealed class PlannedCrashException(string point) : Exception($"Crashed at {point}, as planned");
