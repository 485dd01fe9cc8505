using Frontline.Receiver.Keys;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Frontline.Receiver.EventsV1;

/// <summary>Lets web builds on allowed origins send events and read the answers, errors too.</summary>
internal sealed class CorsPolicy(IEnumerable<string> allowedOrigins)
{
    private readonly HashSet<string> origins = new(allowedOrigins, StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds the header that lets the page read the answer, when the request has an allowed origin.</summary>
    public void Apply(HttpRequest request, HttpResponse response)
    {
        var origin = request.Headers.Origin;
        if (StringValues.IsNullOrEmpty(origin) || origins.Count == 0)
            return;
        if (origins.Contains("*"))
        {
            response.Headers.AccessControlAllowOrigin = "*";
            return;
        }

        response.Headers.Vary = "Origin";
        if (origins.Contains(origin.ToString()))
            response.Headers.AccessControlAllowOrigin = origin;
    }

    /// <summary>Answers a preflight. Without an allowed origin it says nothing about CORS, and the browser refuses.</summary>
    public static void AnswerPreflight(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status204NoContent;
        response.Headers.Allow = "POST, OPTIONS";
        if (StringValues.IsNullOrEmpty(response.Headers.AccessControlAllowOrigin))
            return;
        response.Headers.AccessControlAllowMethods = "POST";
        response.Headers.AccessControlAllowHeaders = $"Authorization, Content-Type, Content-Encoding, {Signature.Header}";
        response.Headers.AccessControlMaxAge = "86400";
    }
}
