using Frontline.Admin;

namespace Frontline.Status;

/// <summary><c>GET /status</c>: what the person on call asks first. A page for a browser, JSON for everything else.</summary>
internal static class StatusEndpoint
{
    public static void MapStatus(this IEndpointRouteBuilder endpoints, StatusSource source) =>
        endpoints.MapGet("/status", async context =>
        {
            var report = await source.ReadAsync(context.RequestAborted).ConfigureAwait(false);
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Headers.Vary = "Accept";
            if (WantsPage(context.Request))
            {
                context.Response.ContentType = "text/html; charset=utf-8";
                context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
                await context.Response.WriteAsync(StatusPage.Render(report), context.RequestAborted).ConfigureAwait(false);
                return;
            }

            await AdminAnswer.WriteAsync(context, report).ConfigureAwait(false);
        });

    /// <summary>Whether a page is named before JSON, as browsers do; what names neither gets JSON.</summary>
    private static bool WantsPage(HttpRequest request)
    {
        var accept = request.Headers.Accept.ToString();
        var page = accept.IndexOf("text/html", StringComparison.OrdinalIgnoreCase);
        var json = accept.IndexOf("application/json", StringComparison.OrdinalIgnoreCase);
        return page >= 0 && (json < 0 || page < json);
    }
}
