using System.Net.Http.Json;
using Frontline.Client;

namespace Frontline.Demo;

internal static class DemoServer
{
    /// <exception cref="HttpRequestException">The server refused it, or cannot be reached.</exception>
    public static async Task<T> PostAsync<T>(this HttpClient server, string path, object body, CancellationToken cancellation)
    {
        using var response = await server.PostAsJsonAsync(path, body, WireJson.Options, cancellation).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<T>(WireJson.Options, cancellation).ConfigureAwait(false))!;
    }
}
