namespace Frontline.Properties.Importing;

/// <summary>A record, and whether its quoting is wrong somewhere.</summary>
internal sealed record NaiveCsvRecord(IReadOnlyList<string> Fields, bool IsFaulty);
