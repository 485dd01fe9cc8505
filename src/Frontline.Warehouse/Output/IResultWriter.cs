using Frontline.Warehouse.Queries;

namespace Frontline.Warehouse.Output;

/// <summary>Writes a query's result in one format.</summary>
public interface IResultWriter
{
    /// <summary>The media type of what is written.</summary>
    string ContentType { get; }

    /// <summary>Reads the result to its end and writes it; the stream stays open.</summary>
    /// <exception cref="QueryException">The query failed or met a bound on the way; what was written by then is not a whole result.</exception>
    Task WriteAsync(QueryResult result, Stream output, CancellationToken cancellation = default);
}
