using System.Net;

namespace Frontline.Admin;

/// <summary>The error answer of every address under /api: <c>{"error":{"code","message"}}</c>.</summary>
internal static class AdminError
{
    public static Task WriteAsync(HttpContext context, HttpStatusCode status, string code, string message)
    {
        context.Response.StatusCode = (int)status;
        return context.Response.WriteAsJsonAsync(new { error = new { code, message } });
    }
}
