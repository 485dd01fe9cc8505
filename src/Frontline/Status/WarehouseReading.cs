namespace Frontline.Status;

/// <summary>What the warehouse says of itself.</summary>
/// <param name="Warehouse">Whether it answers.</param>
/// <param name="Tables">How far each table is.</param>
/// <param name="Ledger">The last hours, newest first.</param>
/// <param name="RatesUntil">The date of the newest exchange rate; null without any.</param>
internal sealed record WarehouseReading(DependencyStatus Warehouse, IReadOnlyList<TableStatus> Tables, IReadOnlyList<LedgerHour> Ledger, DateOnly? RatesUntil);
