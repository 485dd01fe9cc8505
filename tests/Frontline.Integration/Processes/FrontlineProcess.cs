using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Frontline.Integration.Processes;

/// <summary>A Frontline server in a process of its own, as an operator would start it, so that it can be killed as an operator would not.</summary>
internal sealed class FrontlineProcess : IAsyncDisposable
{
    /// <summary>The first line of a server that can be asked.</summary>
    public const string IsServing = " runs on ";

    /// <summary>What the demo says once its history is played.</summary>
    public const string PlaysLive = "players play live";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly Process process;
    private readonly StringBuilder errors;

    private FrontlineProcess(Process process, StringBuilder errors, string dataDirectory, Uri url, string token)
    {
        this.process = process;
        this.errors = errors;
        DataDirectory = dataDirectory;
        Url = url;
        Client = new HttpClient { BaseAddress = url, Timeout = TimeSpan.FromSeconds(60) };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public string DataDirectory { get; }

    public Uri Url { get; }

    /// <summary>Talks to the server with the directory owner's token.</summary>
    public HttpClient Client { get; }

    public bool HasExited => process.HasExited;

    public string Errors
    {
        get
        {
            lock (errors)
            {
                return errors.ToString();
            }
        }
    }

    /// <summary>Starts <c>frontline up</c> on a free port and returns when it says that it is ready.</summary>
    /// <param name="dataDirectory">The data directory.</param>
    /// <param name="environment">Environment variables besides the inherited ones.</param>
    /// <exception cref="InvalidOperationException">It ended before it was ready; the message has what it said and its exit code.</exception>
    public static Task<FrontlineProcess> StartAsync(string dataDirectory, IReadOnlyDictionary<string, string>? environment = null) =>
        StartUnderAsync([], dataDirectory, environment);

    /// <summary>As <see cref="StartAsync"/>, under another program such as strace, which gets the command as its last arguments.</summary>
    public static Task<FrontlineProcess> StartUnderAsync(string[] wrapper, string dataDirectory, IReadOnlyDictionary<string, string>? environment = null) =>
        StartAsync(["up", "--data", dataDirectory, "--port", "0"], IsServing, dataDirectory, environment, wrapper);

    /// <summary>Starts <c>frontline demo</c> on a free port.</summary>
    /// <param name="dataDirectory">The data directory.</param>
    /// <param name="untilItSays">A part of the line that is waited for: <see cref="IsServing"/> or <see cref="PlaysLive"/>.</param>
    /// <param name="options">Options besides these.</param>
    /// <exception cref="InvalidOperationException">It ended before.</exception>
    public static Task<FrontlineProcess> StartDemoAsync(string dataDirectory, string untilItSays, params string[] options) =>
        StartAsync(["demo", "--data", dataDirectory, "--port", "0", .. options], untilItSays, dataDirectory, environment: null, wrapper: []);

    private static async Task<FrontlineProcess> StartAsync(string[] command, string untilItSays, string dataDirectory, IReadOnlyDictionary<string, string>? environment, string[] wrapper)
    {
        var errors = new StringBuilder();
        var process = Launch(command, environment, errors, out var ready, untilItSays: untilItSays, wrapper: wrapper);
        using var limit = new CancellationTokenSource(StartLimit);
        var exit = process.WaitForExitAsync(limit.Token);
        if (await Task.WhenAny(ready, exit) == exit)
        {
            var code = process.HasExited ? process.ExitCode.ToString(System.Globalization.CultureInfo.InvariantCulture) : "none yet";
            process.Kill();
            lock (errors)
            {
                throw new InvalidOperationException($"frontline {command[0]} was not ready (exit code {code}): {errors}");
            }
        }

        using var server = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(dataDirectory, "run", "server.json"), limit.Token));
        return new FrontlineProcess(process, errors, dataDirectory, new Uri(server.RootElement.GetProperty("url").GetString()!), server.RootElement.GetProperty("token").GetString()!);
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<CommandResult> RunAsync(string[] arguments, IReadOnlyDictionary<string, string>? environment = null, TimeSpan? limit = null)
    {
        var errors = new StringBuilder();
        using var process = Launch(arguments, environment, errors, out _, captureOutput: true);
        using var timeout = new CancellationTokenSource(limit ?? TimeSpan.FromSeconds(120));
        try
        {
            var output = await process.StandardOutput.ReadToEndAsync(timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            return new CommandResult(process.ExitCode, output, errors.ToString());
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw new TimeoutException($"frontline {string.Join(' ', arguments)} did not end: {errors}");
        }
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed by the process.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>As <see cref="KillAsync"/>, with whatever runs under it.</summary>
    public async Task KillTreeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    /// <summary>Waits for the process to end by itself, as at a fault point.</summary>
    public Task WaitForExitAsync(CancellationToken cancellation) => process.WaitForExitAsync(cancellation);

    /// <summary>SIGINT on Unix, as Ctrl-C; returns the exit code.</summary>
    public async Task<int> InterruptAsync()
    {
        using var interrupt = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    /// <summary>Waits until every role's lag is zero.</summary>
    public async Task SettleAsync()
    {
        using var answer = await Client.PostAsync(new Uri("api/settle", UriKind.Relative), null);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>One statement, its rows as JSON objects.</summary>
    public async Task<JsonElement> SqlAsync(string sql)
    {
        using var answer = await Client.PostAsJsonAsync("api/sql", new { sql, format = "json" });
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{(int)answer.StatusCode}: {text}");
        }

        using var json = JsonDocument.Parse(text);
        return json.RootElement.Clone();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await KillTreeAsync();
        }

        Client.Dispose();
        process.Dispose();
    }

    private static Process Launch(string[] arguments, IReadOnlyDictionary<string, string>? environment, StringBuilder errors, out Task ready, bool captureOutput = false, string untilItSays = IsServing, string[]? wrapper = null)
    {
        string[] command = [.. wrapper ?? [], "dotnet", Path.Combine(AppContext.BaseDirectory, "frontline.dll"), .. arguments];
        var start = new ProcessStartInfo(command[0]) { RedirectStandardError = true, RedirectStandardOutput = captureOutput, UseShellExecute = false };
        foreach (var argument in command.Skip(1))
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        var isReady = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.ErrorDataReceived += (_, line) =>
        {
            lock (errors)
            {
                errors.AppendLine(line.Data);
            }

            if (line.Data?.Contains(untilItSays, StringComparison.Ordinal) == true)
            {
                isReady.TrySetResult();
            }
        };
        process.BeginErrorReadLine();
        ready = isReady.Task;
        return process;
    }
}
