namespace Frontline.Warehouse;

/// <summary>How the warehouse runs. Every bound here is one a user can meet, and each says so in its error.</summary>
public sealed record WarehouseOptions
{
    private const int DefaultMemoryLimitMiB = 384;

    /// <summary>The warehouse's own directory: databases, spilled data, exports on their way out.</summary>
    public required string Directory { get; init; }

    /// <summary>Directories whose files the engine may read besides its own: the lake's.</summary>
    public IReadOnlyList<string> ReadableDirectories { get; init; } = [];

    /// <summary>
    /// Threads of the engine, for loads and queries together, 1 to 1,024. One by default: measured, a load of 10 k rows cost half the CPU it cost with two, which the other stations need.
    /// </summary>
    public int Threads { get; init; } = 1;

    /// <summary>Memory of the engine in mebibytes, at least 64 and no more than the machine has; beyond it, the engine spills to the directory.</summary>
    public int MemoryLimitMiB { get; init; } = DefaultMemoryLimitMiB;

    /// <summary>Most bytes of a write-ahead log before the engine folds it into the database, in mebibytes. Until then its rows are in memory as well, outside the memory limit.</summary>
    public int CheckpointAfterMiB { get; init; } = 128;

    /// <summary>
    /// About how many rows upkeep rewrites in one transaction, at least 1: what one deletes and inserts cannot be spilled. A day of 10 million rows, rewritten at once, did not fit the memory limit.
    /// </summary>
    public long RewriteRowsMax { get; init; } = 500_000;

    /// <summary>From how many rows on, at least 1, a slice is merged that more will be added to, such as today; days that are over are merged from fewer on.</summary>
    public long MergeRowsMin { get; init; } = 250_000;

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

    /// <summary>Every error in these options, a sentence each; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate() => Validate(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

    /// <param name="machineBytes">Memory of the machine, or of the container.</param>
    internal IReadOnlyList<string> Validate(long machineBytes)
    {
        var errors = new List<string>();
        Between(Threads, 1, 1024, nameof(Threads));
        if (MemoryLimitMiB < 64)
            errors.Add($"{nameof(MemoryLimitMiB)} is {MemoryLimitMiB} and must be at least 64.");

        // The default is never refused: on a small machine it is a bound that is not reached, and the runtime may have been told to take less than there is.
        else if (MemoryLimitMiB > Math.Max(DefaultMemoryLimitMiB, machineBytes >> 20))
            errors.Add($"{nameof(MemoryLimitMiB)} is {MemoryLimitMiB}, and this machine has {machineBytes >> 20} MiB of memory.");
        Between(CheckpointAfterMiB, 1, 1 << 20, nameof(CheckpointAfterMiB));
        if (RewriteRowsMax < 1)
            errors.Add($"{nameof(RewriteRowsMax)} is {RewriteRowsMax} and must be at least 1.");
        if (MergeRowsMin < 1)
            errors.Add($"{nameof(MergeRowsMin)} is {MergeRowsMin} and must be at least 1.");
        if (QueryTimeLimit <= TimeSpan.Zero || QueryTimeLimit > TimeSpan.FromDays(1))
            errors.Add($"{nameof(QueryTimeLimit)} is {QueryTimeLimit} and must be above zero and at most a day.");
        if (QueryRowsMax < 1)
            errors.Add($"{nameof(QueryRowsMax)} is {QueryRowsMax} and must be at least 1.");
        if (QueryBytesMax < 1 << 16)
            errors.Add($"{nameof(QueryBytesMax)} is {QueryBytesMax} and must be at least {1 << 16}.");
        Between(QueriesAtOnce, 1, 1000, nameof(QueriesAtOnce));
        Between(StatementCharactersMax, 1, 64 << 20, nameof(StatementCharactersMax));
        return errors;

        void Between(int value, int least, int most, string name)
        {
            if (value < least || value > most)
                errors.Add($"{name} is {value} and must be between {least} and {most}.");
        }
    }
}
