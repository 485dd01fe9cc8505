using System.Net;
using Frontline.Client.Contracts;
using Frontline.Core.Games;
using Frontline.Games;
using Frontline.Warehouse;
using Frontline.Warehouse.Output;
using Frontline.Warehouse.Queries;

namespace Frontline.Admin;

/// <summary><c>POST /api/sql</c>: one read-only statement on the warehouse, answered as JSON, CSV or Parquet.</summary>
internal static class SqlEndpoint
{
    public static void MapSql(this IEndpointRouteBuilder endpoints, IWarehouse warehouse, IGameCatalog games) =>
        endpoints.MapPost("/api/sql", async context =>
        {
            try
            {
                var request = await AdminAnswer.ReadAsync<SqlRequest>(context, context.RequestAborted).ConfigureAwait(false);
                var writer = ResultWriters.Find(request.Format) ?? throw new BadHttpRequestException($"'{request.Format}' is not a format; {string.Join(", ", ResultWriters.Names)} are.");
                if (request.Game is { } game && !games.TryGet(game, out _))
                {
                    throw new BadHttpRequestException(GameRules.UnknownGame(game, games.Games));
                }

                var result = await warehouse.QueryAsync(request.Sql, new QueryOptions { Game = request.Game }, context.RequestAborted).ConfigureAwait(false);
                await using (result.ConfigureAwait(false))
                {
                    context.Response.ContentType = writer.ContentType;
                    await writer.WriteAsync(result, context.Response.Body, context.RequestAborted).ConfigureAwait(false);
                }
            }
            catch (QueryException exception)
            {
                await FailAsync(context, exception.Failure, exception.Message).ConfigureAwait(false);
            }
            catch (NotSupportedException exception)
            {
                await FailAsync(context, QueryFailure.Refused, exception.Message).ConfigureAwait(false);
            }
            catch (BadHttpRequestException exception)
            {
                await AdminError.WriteAsync(context, HttpStatusCode.BadRequest, "bad_request", exception.Message).ConfigureAwait(false);
            }
        });

    /// <summary>The status of an answer to a question that failed.</summary>
    public static HttpStatusCode StatusOf(QueryFailure failure) => failure is QueryFailure.Rebuilding ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.UnprocessableEntity;

    /// <summary>What its error is called.</summary>
    public static string CodeOf(QueryFailure failure) => failure switch
    {
        QueryFailure.Refused => "refused",
        QueryFailure.Invalid => "invalid",
        QueryFailure.TimedOut => "timed_out",
        QueryFailure.TooLarge => "too_large",
        QueryFailure.OutOfMemory => "out_of_memory",
        QueryFailure.Rebuilding => "rebuilding",
        _ => "failed",
    };

    /// <summary>An answer that has begun can only be cut off: its reader sees an incomplete body instead of taking a part for the whole.</summary>
    private static Task FailAsync(HttpContext context, QueryFailure failure, string message)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        return AdminError.WriteAsync(context, StatusOf(failure), CodeOf(failure), message);
    }
}
