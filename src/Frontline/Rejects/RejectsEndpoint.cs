using System.Globalization;
using System.Net;
using Frontline.Admin;

namespace Frontline.Rejects;

/// <summary><c>GET /api/rejects/recent</c>: rejects as soon as they are recorded.</summary>
internal static class RejectsEndpoint
{
    public const string Path = "api/rejects/recent";

    public static void MapRecentRejects(this IEndpointRouteBuilder endpoints, RecentRejects rejects) =>
        endpoints.MapGet("/" + Path, context =>
        {
            var query = context.Request.Query;
            long? after = null;
            if (query["after"] is [{ } text])
            {
                if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                {
                    return AdminError.WriteAsync(context, HttpStatusCode.BadRequest, "bad_request", $"after is '{text}' and must be the `next` of an earlier answer.");
                }

                after = number;
            }

            return AdminAnswer.WriteAsync(context, rejects.Read(query["feed"], after, query["game"]));
        });
}
