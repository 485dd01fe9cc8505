using System.Net;
using System.Text;

namespace Frontline.Tests.Commands;

/// <summary>Answers HTTP requests from a list of routes, and remembers what it was asked in order.</summary>
internal sealed class FakeServer : HttpMessageHandler
{
    private readonly Dictionary<string, Func<string, (HttpStatusCode Status, string Body)>> routes = new(StringComparer.Ordinal);

    /// <summary>"METHOD /path?query body", in order.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>The token of the last request.</summary>
    public string? Token { get; private set; }

    /// <summary>Whether nobody listens.</summary>
    public bool IsDown { get; set; }

    public FakeServer On(string route, string body, HttpStatusCode status = HttpStatusCode.OK) => On(route, _ => (status, body));

    public FakeServer On(string route, Func<string, (HttpStatusCode Status, string Body)> answer)
    {
        routes[route] = answer;
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (IsDown)
        {
            throw new HttpRequestException("Connection refused");
        }

        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        Token = request.Headers.Authorization?.Parameter;
        Requests.Add($"{request.Method} {request.RequestUri!.PathAndQuery} {body}".TrimEnd());
        var (status, answer) = routes.TryGetValue($"{request.Method} {request.RequestUri.AbsolutePath}", out var route) ? route(body) : (HttpStatusCode.NotFound, "");
        return new HttpResponseMessage(status) { Content = new StringContent(answer, Encoding.UTF8, "application/json") };
    }
}
