using DuckDB.NET.Data;
using DuckDB.NET.Native;
using Frontline.Warehouse.Queries;

namespace Frontline.Warehouse.DuckDb;

/// <summary>The engine's errors as what they mean to the one who asked.</summary>
internal static class DuckDbErrors
{
    public static QueryException ToQueryException(DuckDBException error)
    {
        var failure = error.ErrorType switch
        {
            DuckDBErrorType.Parser or DuckDBErrorType.Syntax or DuckDBErrorType.Binder or DuckDBErrorType.Catalog or DuckDBErrorType.Expression
                or DuckDBErrorType.Planner or DuckDBErrorType.MismatchType or DuckDBErrorType.InvalidType or DuckDBErrorType.ParameterNotResolved => QueryFailure.Invalid,
            DuckDBErrorType.Permission or DuckDBErrorType.Transaction => QueryFailure.Refused,
            DuckDBErrorType.Interrupt => QueryFailure.TimedOut,
            _ => QueryFailure.Failed,
        };
        return new QueryException(failure, error.Message.TrimEnd(), error);
    }
}
