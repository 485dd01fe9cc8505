using DuckDB.NET.Data;
using Frontline.Warehouse.Queries;

namespace Frontline.Warehouse.DuckDb;

/// <summary>
/// The engine's errors as what they mean to the one who asked. The kind is read off the message, which begins with it: an error found while preparing
/// carries no type.
/// </summary>
internal static class DuckDbErrors
{
    public static bool IsUnreadableFile(DuckDBException error) => Kind(error) is "IO Error";

    /// <summary>Whether a value of a file is not what its column holds.</summary>
    public static bool IsWrongValue(DuckDBException error) => Kind(error) is "Conversion Error" or "Invalid Input Error";

    /// <summary>Whether the engine ran into its memory limit, be it at the commit, which says so in words of its own.</summary>
    public static bool IsOutOfMemory(DuckDBException error) =>
        Kind(error) is "Out of Memory Error" || (Kind(error) is "TransactionContext Error" && (error.Message.Contains("Out of Memory", StringComparison.Ordinal) || error.Message.Contains("MiB used)", StringComparison.Ordinal)));

    /// <summary>Whether a statement names what is not there.</summary>
    public static bool IsMissing(Exception? error) => error is DuckDBException engine && Kind(engine) is "Catalog Error" or "Binder Error";

    public static QueryException ToQueryException(DuckDBException error)
    {
        var failure = Kind(error) switch
        {
            "Parser Error" or "Syntax Error" or "Binder Error" or "Catalog Error" or "Planner Error" or "Mismatch Type Error" or "Invalid Input Error" => QueryFailure.Invalid,
            "Permission Error" or "TransactionContext Error" => QueryFailure.Refused,
            "INTERRUPT Error" => QueryFailure.TimedOut,
            _ => QueryFailure.Failed,
        };
        return new QueryException(failure, error.Message.TrimEnd(), error);
    }

    private static string Kind(DuckDBException error) => error.Message.Split(':', 2)[0];
}
