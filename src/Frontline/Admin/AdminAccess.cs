using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Frontline.Admin;

/// <summary>
/// Who may ask what. <c>/v1/*</c> and <c>/health/*</c> answer everyone (the Receiver checks write keys itself). Reading (GET, HEAD) answers without a token
/// on loopback, to a Host header that names loopback, so that no web page can read it by way of a name that resolves here. All else takes the token.
/// </summary>
internal sealed class AdminAccess(string token)
{
    private const string Scheme = "Bearer ";
    private readonly byte[] expected = SHA256.HashData(Encoding.UTF8.GetBytes(token));

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (IsOpen(context.Request.Path) || HasToken(context.Request) || IsLocalReading(context))
        {
            await next(context).ConfigureAwait(false);
            return;
        }

        context.Response.Headers.WWWAuthenticate = "Bearer";
        await AdminError.WriteAsync(context, HttpStatusCode.Unauthorized, "token_required", "This address takes the server's token: Authorization: Bearer TOKEN. On the server's machine it is in run/server.json of the data directory.").ConfigureAwait(false);
    }

    private static bool IsOpen(PathString path) => path.StartsWithSegments("/v1", StringComparison.Ordinal) || path.StartsWithSegments("/health", StringComparison.Ordinal);

    private static bool IsLocalReading(HttpContext context)
    {
        var method = context.Request.Method;
        if (!HttpMethods.IsGet(method) && !HttpMethods.IsHead(method))
        {
            return false;
        }

        var host = context.Request.Host.Host;
        var namesLoopback = string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var named) && IPAddress.IsLoopback(named));
        return namesLoopback && context.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote) && context.Request.Headers["X-Forwarded-For"].Count == 0;
    }

    private bool HasToken(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(header[Scheme.Length..].Trim())), expected);
    }
}
