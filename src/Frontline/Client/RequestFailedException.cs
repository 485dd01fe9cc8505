using System.Net;

namespace Frontline.Client;

/// <summary>The server answered that it could not do it: exit code 3. The message is the server's sentence.</summary>
public sealed class RequestFailedException(HttpStatusCode status, string? code, string message) : Exception(message)
{
    public HttpStatusCode Status { get; } = status;

    /// <summary>The server's error code, if it gave one.</summary>
    public string? Code { get; } = code;
}
