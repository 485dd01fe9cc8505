namespace Frontline.Warehouse.Queries;

/// <summary>A user's query did not work out; the message is for that user and names the place in the statement where it is known.</summary>
public sealed class QueryException(QueryFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    public QueryFailure Failure { get; } = failure;
}
