namespace Frontline.Status;

/// <summary>How far a table of the warehouse is.</summary>
/// <param name="Name">As in SQL.</param>
/// <param name="RecordedUntil">The newest chain entry in it was recorded then; null while there is none.</param>
/// <param name="AgeSeconds">How long ago that was. It grows while nothing arrives.</param>
internal sealed record TableStatus(string Name, string? RecordedUntil, double? AgeSeconds);
