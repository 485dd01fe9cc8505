namespace Frontline.Importing;

/// <summary>What became of one file.</summary>
/// <param name="File">As named on the command line.</param>
/// <param name="Rows">Rows of the file.</param>
/// <param name="Events">Events sent now.</param>
/// <param name="Already">Rows that were recorded before, and not sent.</param>
/// <param name="Rejected">Rejects that the rows of this content made, now or before.</param>
internal sealed record ImportResult(string File, long Rows, long Events, long Already, long Rejected);
