namespace Frontline.Warehouse;

/// <summary>How the warehouse runs. Every bound here is one a user can meet, and each says so in its error.</summary>
public sealed record WarehouseOptions
{
    /// <summary>The warehouse's own directory: databases, spilled data, exports on their way out.</summary>
    public required string Directory { get; init; }

    /// <summary>Directories whose files the engine may read besides its own: the lake's.</summary>
    public IReadOnlyList<string> ReadableDirectories { get; init; } = [];

    /// <summary>
    /// Threads of the engine, for loads and queries together. One by default: measured, a load of 10 k rows cost half the CPU it cost with two, which the other stations need.
    /// </summary>
    public int Threads { get; init; } = 1;

    /// <summary>Memory of the engine in mebibytes; beyond it, it spills to the directory.</summary>
    public int MemoryLimitMiB { get; init; } = 512;

    /// <summary>Most bytes of a write-ahead log before the engine folds it into the database, in mebibytes.</summary>
    public int CheckpointAfterMiB { get; init; } = 256;

    /// <summary>How long a query may take, reading of its result included. A longer read transaction would keep the write-ahead log from being folded.</summary>
    public TimeSpan QueryTimeLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Most rows a query's result may have.</summary>
    public long QueryRowsMax { get; init; } = 5_000_000;

    /// <summary>Most bytes a query's result may have, as Arrow buffers.</summary>
    public long QueryBytesMax { get; init; } = 1L << 30;

    /// <summary>Queries that run at once; others wait, within their own time limit.</summary>
    public int QueriesAtOnce { get; init; } = 4;

    /// <summary>Most characters of a statement.</summary>
    public int StatementCharactersMax { get; init; } = 256 * 1024;
}
