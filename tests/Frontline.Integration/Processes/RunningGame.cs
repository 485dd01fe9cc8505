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

    /// <summary>Runs a command on the game's data directory.</summary>
    public Task<CommandResult> RunAsync(params string[] arguments) => FrontlineProcess.RunAsync([.. arguments, "--data", DataDirectory]);

    /// <summary>Writes the schema of an event, and asks until the server goes by it.</summary>
    /// <param name="name">The event's.</param>
    /// <param name="schema">The JSON schema of its props.</param>
    /// <param name="probe">A batch of one event that the schema decides.</param>
    /// <param name="isRecorded">How it does.</param>
    public async Task PlanAsync(string name, string schema, string probe, bool isRecorded)
    {
        var plan = Path.Combine(DataDirectory, "plans", "mygame");
        Directory.CreateDirectory(plan);
        await File.WriteAllTextAsync(Path.Combine(plan, name + ".json"), schema);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            patience.Token.ThrowIfCancellationRequested();
            using var verdict = JsonDocument.Parse((await TryAsync(probe)).Text);
            if (verdict.RootElement.GetProperty("plan").ValueKind == JsonValueKind.String && verdict.RootElement.GetProperty("recorded").GetInt32() == (isRecorded ? 1 : 0))
            {
                return;
            }
        }
    }

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
