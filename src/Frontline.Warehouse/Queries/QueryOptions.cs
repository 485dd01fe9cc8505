namespace Frontline.Warehouse.Queries;

/// <summary>How one query runs. Limits can only be tightened against <see cref="WarehouseOptions"/>, but for rows that are not kept.</summary>
public sealed record QueryOptions
{
    public static QueryOptions Default { get; } = new();

    /// <summary>Only rows of this game are seen, in every table and view; null for all games.</summary>
    public string? Game { get; init; }

    /// <summary>What tables and views without a schema, and conversions of money, may know; null for all that is known now.</summary>
    public Knowledge? Knowledge { get; init; }

    public TimeSpan? TimeLimit { get; init; }

    public long? RowsMax { get; init; }

    public long? BytesMax { get; init; }

    /// <summary>Whether its reader keeps little of the rows that pass: then there may be any number of them, within the time limit.</summary>
    public bool IsStreamed { get; init; }
}
