using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Frontline.Integration.Processes;

/// <summary>A server with one game, the way a user has it after <c>init</c> and <c>up</c>.</summary>
internal sealed class RunningGame : IAsyncDisposable
{
    private readonly TemporaryDirectory directory;

    private RunningGame(TemporaryDirectory directory, FrontlineProcess server, string writeKey, string devKey)
    {
        this.directory = directory;
        Server = server;
        WriteKey = writeKey;
        DevKey = devKey;
    }

    public FrontlineProcess Server { get; }

    public string WriteKey { get; }

    public string DevKey { get; }

    public string DataDirectory => directory.Path;

    public static async Task<RunningGame> StartAsync(string game = "mygame", IReadOnlyDictionary<string, string>? environment = null)
    {
        var directory = new TemporaryDirectory();
        var init = await FrontlineProcess.RunAsync(["init", game, "--data", directory.Path, "--format", "json"]);
        Assert.True(init.ExitCode == 0, init.Errors);
        using var json = JsonDocument.Parse(init.Output);
        var server = await FrontlineProcess.StartAsync(directory.Path, environment);
        return new RunningGame(directory, server, json.RootElement.GetProperty("write_key").GetString()!, json.RootElement.GetProperty("dev_key").GetString()!);
    }

    /// <summary>Sends a body to /v1/events and returns the answer's status and text.</summary>
    public Task<(HttpStatusCode Status, string Text)> SendAsync(string body, string? key = null) => PostAsync("v1/events", body, key);

    /// <summary>Sends a body to /v1/validate and returns the answer's status and text.</summary>
    public Task<(HttpStatusCode Status, string Text)> TryAsync(string body, string? key = null) => PostAsync("v1/validate", body, key);

    private async Task<(HttpStatusCode Status, string Text)> PostAsync(string path, string body, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key ?? WriteKey);
        using var response = await Server.Client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        directory.Dispose();
    }
}
