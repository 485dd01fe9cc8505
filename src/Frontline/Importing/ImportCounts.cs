namespace Frontline.Importing;

/// <param name="Rows">Rows of the content.</param>
/// <param name="Events">Events sent now.</param>
/// <param name="Already">Rows that were recorded before, and not sent.</param>
internal readonly record struct ImportCounts(long Rows, long Events, long Already);
