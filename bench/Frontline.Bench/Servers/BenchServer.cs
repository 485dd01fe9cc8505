using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Frontline.Bench.Servers;

/// <summary>A Frontline server in a process of its own, with a fresh data directory that is deleted afterwards, or one that was there and stays.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    private const int SettleTriesMax = 60;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string[] arguments;
    private readonly bool keepsData;
    private Process process;

    private BenchServer(string dataDirectory, string[] arguments, Process process, bool keepsData)
    {
        this.keepsData = keepsData;
        this.process = process;
        this.arguments = arguments;
        DataDirectory = dataDirectory;
        (Url, Client) = Connect(dataDirectory);
    }

    public string DataDirectory { get; }

    /// <summary>Another one after each start.</summary>
    public Uri Url { get; private set; }

    /// <summary>Another one after each start.</summary>
    public HttpClient Client { get; private set; }

    /// <summary>Resident memory now, in bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Bytes that the data directory takes on the disk's books: lengths of its files.</summary>
    public long DiskBytes => new DirectoryInfo(DataDirectory).EnumerateFiles("*", SearchOption.AllDirectories).Sum(LengthOf);

    public static async Task<BenchServer> StartAsync(string parentDirectory, params string[] arguments)
    {
        var data = Directory.CreateDirectory(Path.Combine(parentDirectory, "frontline-bench-" + Environment.ProcessId.ToString(CultureInfo.InvariantCulture))).FullName;
        return new BenchServer(data, arguments, await LaunchAsync(data, arguments), keepsData: false);
    }

    /// <summary>Starts one on a data directory that is there.</summary>
    public static async Task<BenchServer> OpenAsync(string dataDirectory, params string[] arguments) =>
        new(Path.GetFullPath(dataDirectory), arguments, await LaunchAsync(dataDirectory, arguments), keepsData: true);

    /// <summary>Starts it again on its data. Returns once it says that it runs.</summary>
    public async Task StartAgainAsync()
    {
        process.Dispose();
        Client.Dispose();
        process = await LaunchAsync(DataDirectory, arguments);
        (Url, Client) = Connect(DataDirectory);
    }

    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop (SIGTERM) and waits for it.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        using var signal = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    /// <summary>Makes a game and returns its production key.</summary>
    public async Task<string> CreateGameAsync(string id)
    {
        using var answer = await Client.PostAsJsonAsync("api/games", new { id });
        answer.EnsureSuccessStatusCode();
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStreamAsync());
        return json.RootElement.GetProperty("write_key").GetString()!;
    }

    public async Task<JsonElement> SqlAsync(string sql) =>
        await TrySqlAsync(sql) ?? throw new InvalidOperationException($"The server has not the memory for: {sql}");

    /// <summary>The rows of a statement; null when the server refused it for want of memory.</summary>
    public async Task<JsonElement?> TrySqlAsync(string sql)
    {
        using var answer = await Client.PostAsJsonAsync("api/sql", new { sql, format = "json" });
        var text = await answer.Content.ReadAsStringAsync();
        if (answer.StatusCode == HttpStatusCode.UnprocessableEntity && text.Contains("out_of_memory", StringComparison.Ordinal))
        {
            return null;
        }

        using var json = answer.IsSuccessStatusCode ? JsonDocument.Parse(text) : throw new InvalidOperationException($"{sql}: {text}");
        return json.RootElement.Clone();
    }

    public async Task<JsonElement> StatusAsync()
    {
        using var json = JsonDocument.Parse(await Client.GetStreamAsync("status"));
        return json.RootElement.Clone();
    }

    /// <summary>Waits until everything that was sent is counted; longer than the server waits at once, but not for ever.</summary>
    public async Task SettleAsync()
    {
        for (var tries = 1; ; tries++)
        {
            using var answer = await Client.PostAsync(new Uri("api/settle", UriKind.Relative), null);
            if (answer.StatusCode != HttpStatusCode.Conflict || tries == SettleTriesMax)
            {
                answer.EnsureSuccessStatusCode();
                return;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        var ended = await EndsByItselfAsync();
        if (ended)
        {
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"The server had ended by itself with exit code {process.ExitCode}; {DataDirectory} is kept."));
        }
        else
        {
            await KillAsync();
        }

        Client.Dispose();
        process.Dispose();
        if (!ended && !keepsData)
        {
            Directory.Delete(DataDirectory, recursive: true);
        }
    }

    private static async Task<Process> LaunchAsync(string data, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "frontline.dll"), .. arguments, "--data", data, "--port", "0"])
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            if (line.Contains(" runs on ", StringComparison.Ordinal))
            {
                break;
            }

            Console.Error.WriteLine(line);
        }

        _ = PassOnAsync(process.StandardError);
        return process;
    }

    /// <summary>Whether it has ended, or is about to: one that no longer answers gets the time to say why.</summary>
    private async Task<bool> EndsByItselfAsync()
    {
        try
        {
            await StatusAsync();
        }
        catch (HttpRequestException)
        {
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(Patience, TimeProvider.System));
        }

        return process.HasExited;
    }

    private static async Task PassOnAsync(StreamReader said)
    {
        while (await said.ReadLineAsync() is { } line)
        {
            Console.Error.WriteLine("server: " + line);
        }
    }

    private static (Uri Url, HttpClient Client) Connect(string data)
    {
        using var server = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(data, "run", "server.json")));
        var url = new Uri(server.RootElement.GetProperty("url").GetString()!);
        var client = new HttpClient { BaseAddress = url, Timeout = TimeSpan.FromMinutes(2) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.RootElement.GetProperty("token").GetString()!);
        return (url, client);
    }

    /// <summary>0 for a file that was deleted meanwhile.</summary>
    private static long LengthOf(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (FileNotFoundException)
        {
            return 0;
        }
    }
}
