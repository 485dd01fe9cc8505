namespace Frontline.Importing;

/// <summary>What became of all files together.</summary>
/// <param name="Files">How many.</param>
/// <param name="Rows">Rows of all files.</param>
/// <param name="Events">Events sent now.</param>
/// <param name="Already">Rows that were recorded before, and not sent.</param>
/// <param name="Rejected">Rejects of these contents; of one that several files hold, once.</param>
internal sealed record ImportTotal(int Files, long Rows, long Events, long Already, long Rejected);
