using Frontline.Warehouse.Queries;

namespace Frontline.Warehouse.DuckDb;

/// <summary>The bounds one query runs under: the tighter of the warehouse's and its own; memory is shared by all.</summary>
internal readonly record struct QueryLimits(TimeSpan Time, long Rows, long Bytes, int MemoryMiB)
{
    public static QueryLimits Of(WarehouseOptions options, QueryOptions query) => new(
        query.TimeLimit is { } time && time < options.QueryTimeLimit ? time : options.QueryTimeLimit,
        Math.Min(query.RowsMax ?? long.MaxValue, query.IsStreamed ? long.MaxValue : options.QueryRowsMax),
        Math.Min(query.BytesMax ?? long.MaxValue, query.IsStreamed ? long.MaxValue : options.QueryBytesMax),
        options.MemoryLimitMiB);
}
