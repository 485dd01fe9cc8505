namespace Frontline.Metrics.Questions;

/// <summary>Days after the install day, both inclusive.</summary>
public readonly record struct AgeRange(int First, int Last);
