namespace Frontline.Status;

/// <summary>The volume of the data directory.</summary>
/// <param name="Path">The data directory.</param>
/// <param name="FreeBytes">What is left on its volume; null when it cannot be asked.</param>
/// <param name="DaysUntilFull">At the pace of what was watched, at most the last day; null while that is less than ten minutes, or when it gets no fuller.</param>
internal sealed record DiskStatus(string Path, long? FreeBytes, double? DaysUntilFull);
