using Frontline.Core.Road;
using Microsoft.AspNetCore.Http;

namespace Frontline.Receiver.Health;

/// <summary>Answers whether the process lives, and whether a load balancer should send it batches. Open to everyone, so it names no reason in detail.</summary>
internal sealed class HealthHandler(IInbox inbox, ReceiverWarmUp warmUp)
{
    private static readonly byte[] Live = "{\"live\":true}"u8.ToArray();
    private static readonly byte[] Ready = "{\"ready\":true}"u8.ToArray();
    private static readonly byte[] WarmingUp = "{\"ready\":false,\"reason\":\"warming_up\"}"u8.ToArray();
    private static readonly byte[] InboxUnavailable = "{\"ready\":false,\"reason\":\"inbox_unavailable\"}"u8.ToArray();

    public static Task LiveAsync(HttpContext context) => WriteAsync(context.Response, StatusCodes.Status200OK, Live);

    public Task ReadyAsync(HttpContext context) =>
        !warmUp.IsDone ? WriteAsync(context.Response, StatusCodes.Status503ServiceUnavailable, WarmingUp)
        : inbox.Refusal is not null ? WriteAsync(context.Response, StatusCodes.Status503ServiceUnavailable, InboxUnavailable)
        : WriteAsync(context.Response, StatusCodes.Status200OK, Ready);

    private static async Task WriteAsync(HttpResponse response, int status, byte[] body)
    {
        response.StatusCode = status;
        response.ContentType = "application/json";
        response.ContentLength = body.Length;
        response.Headers.CacheControl = "no-store";
        if (!HttpMethods.IsHead(response.HttpContext.Request.Method))
            await response.BodyWriter.WriteAsync(body).ConfigureAwait(false);
    }
}
