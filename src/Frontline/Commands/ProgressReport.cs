namespace Frontline.Commands;

/// <param name="Share">How much is done, from 0 to 1.</param>
/// <param name="Note">What is happening, besides the title.</param>
internal readonly record struct ProgressReport(double Share, string? Note = null);
