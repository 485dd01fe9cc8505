using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Frontline.Client.Contracts;

namespace Frontline.Client;

/// <summary>
/// A command's connection to the server it was sent to or found. A server that another command ran may end between two requests: the request is then made
/// again to the next one, so every request here must be harmless to repeat. Disposing it stops the server if it was this command's own.
/// </summary>
internal sealed class ServerConnection(IServerLocator locator, HttpMessageInvoker http) : IAsyncDisposable
{
    private const int AttemptsMax = 5;

    private ServerEndpoint? endpoint;

    /// <summary>Where the server answers, found at the first call.</summary>
    public async Task<ServerEndpoint> EndpointAsync(CancellationToken cancellation) =>
        endpoint ??= await locator.LocateAsync(cancellation).ConfigureAwait(false);

    /// <summary>Sends a request and returns the answer once its headers are there; a 503 as well, for the caller to try again.</summary>
    /// <param name="method">GET, POST or DELETE.</param>
    /// <param name="path">Relative, such as <c>api/sql</c>.</param>
    /// <param name="content">Makes the body, once an attempt.</param>
    /// <param name="cancellation">Cancels it.</param>
    /// <exception cref="ServerUnreachableException">Nobody answers.</exception>
    /// <exception cref="RequestFailedException">The server answered 4xx or 5xx, except 503.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, Func<HttpContent>? content, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var server = await EndpointAsync(cancellation).ConfigureAwait(false);
            if (server.Own is { Completion: { IsFaulted: true } ended })
            {
                // The roles of this command's own host failed: that, not the broken connection, is what happened.
                await ended.ConfigureAwait(false);
            }

            try
            {
                using var request = new HttpRequestMessage(method, new Uri(server.Url, path)) { Content = content?.Invoke() };
                request.Headers.Authorization = server.Token is null ? null : new AuthenticationHeaderValue("Bearer", server.Token);
                var response = await http.SendAsync(request, cancellation).ConfigureAwait(false);
                if (!response.IsSuccessStatusCode && response.StatusCode != HttpStatusCode.ServiceUnavailable)
                {
                    using (response)
                    {
                        throw await FailureAsync(server, response, cancellation).ConfigureAwait(false);
                    }
                }

                return response;
            }
            catch (HttpRequestException exception)
            {
                if (server.Own is { Completion.IsFaulted: true })
                {
                    continue;
                }

                if (server.Own is not null || !locator.CanLocateAgain || attempt == AttemptsMax)
                {
                    throw new ServerUnreachableException($"The server at {server.Url} cannot be reached: {exception.Message}", exception);
                }

                endpoint = null;
            }
        }
    }

    /// <summary>Sends an object as JSON, or nothing, and reads the answer as JSON.</summary>
    /// <inheritdoc cref="SendAsync(HttpMethod, string, Func{HttpContent}?, CancellationToken)"/>
    public async Task<T> SendAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancellation)
    {
        using var response = await SendAsync(method, path, body is null ? null : () => JsonContent.Create(body, body.GetType(), options: WireJson.Options), cancellation).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            throw await FailureAsync(endpoint!, response, cancellation).ConfigureAwait(false);
        }

        try
        {
            return await response.Content.ReadFromJsonAsync<T>(WireJson.Options, cancellation).ConfigureAwait(false)
                ?? throw new JsonException("The answer is null.");
        }
        catch (JsonException exception)
        {
            throw new RequestFailedException(response.StatusCode, code: null, $"The answer of {endpoint?.Url}{path} cannot be read: {exception.Message} Is it a Frontline server of this version?");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (endpoint?.Own is { } own)
        {
            await own.DisposeAsync().ConfigureAwait(false);
        }

        http.Dispose();
    }

    private static async Task<RequestFailedException> FailureAsync(ServerEndpoint server, HttpResponseMessage response, CancellationToken cancellation)
    {
        var text = await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
        ErrorDescription? error = null;
        try
        {
            error = JsonSerializer.Deserialize<ErrorResponse>(text, WireJson.Options)?.Error;
        }
        catch (JsonException)
        {
            // Not ours: a proxy, or another program on that port.
        }

        var message = response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
            ? $"The server at {server.Url} refused the token. Give its token with --token or FRONTLINE_TOKEN; on its machine it stands in run/server.json of the data directory."
            : error?.Message ?? $"The server at {server.Url} answered {(int)response.StatusCode} {response.ReasonPhrase}.";
        return new RequestFailedException(response.StatusCode, error?.Code, message);
    }
}
