using System.Net;
using Frontline.Admin;
using Frontline.Client.Contracts;
using Frontline.Core.Road;
using Frontline.Warehouse.Queries;

namespace Frontline.Rejects.Replaying;

/// <summary><c>POST /api/rejects/replay</c>: sends rejects through the road again.</summary>
internal static class ReplayEndpoint
{
    public const string Path = "api/rejects/replay";

    public static void MapReplay(this IEndpointRouteBuilder endpoints, RejectReplay replay) =>
        endpoints.MapPost("/" + Path, async context =>
        {
            try
            {
                var request = await AdminAnswer.ReadAsync<ReplayRequest>(context, context.RequestAborted).ConfigureAwait(false);
                await AdminAnswer.WriteAsync(context, await replay.RunAsync(request, context.RequestAborted).ConfigureAwait(false)).ConfigureAwait(false);
            }
            catch (JsonPatchException exception)
            {
                await AdminError.WriteAsync(context, HttpStatusCode.BadRequest, "bad_patch", exception.Message).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is FormatException or BadHttpRequestException)
            {
                await AdminError.WriteAsync(context, HttpStatusCode.BadRequest, "bad_request", exception.Message).ConfigureAwait(false);
            }
            catch (QueryException exception)
            {
                await AdminError.WriteAsync(context, HttpStatusCode.UnprocessableEntity, "failed", exception.Message).ConfigureAwait(false);
            }
            catch (InboxUnavailableException)
            {
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            }
        });
}
