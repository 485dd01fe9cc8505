namespace Frontline.Warehouse.Loading;

/// <param name="Reason">Why the warehouse is built anew, in a sentence.</param>
/// <param name="EntriesLoaded">Chain entries loaded so far.</param>
/// <param name="EntriesTotal">Chain entries there were at the beginning.</param>
/// <param name="RowsLoaded">Rows loaded so far.</param>
public readonly record struct RebuildProgress(string Reason, long EntriesLoaded, long EntriesTotal, long RowsLoaded);
