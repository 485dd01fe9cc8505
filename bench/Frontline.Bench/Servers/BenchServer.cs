using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Frontline.Bench.Servers;

/// <summary>A Frontline server in a process of its own, with a fresh data directory that is deleted afterwards.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    private readonly Process process;

    private BenchServer(Process process, string dataDirectory, Uri url, string token)
    {
        this.process = process;
        DataDirectory = dataDirectory;
        Url = url;
        Client = new HttpClient { BaseAddress = url, Timeout = TimeSpan.FromMinutes(2) };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public string DataDirectory { get; }

    public Uri Url { get; }

    public HttpClient Client { get; }

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

    public static async Task<BenchServer> StartAsync(string parentDirectory, params string[] arguments)
    {
        var data = Directory.CreateDirectory(Path.Combine(parentDirectory, "frontline-bench-" + Environment.ProcessId.ToString(CultureInfo.InvariantCulture))).FullName;
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

        _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null);
        using var server = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(data, "run", "server.json")));
        return new BenchServer(process, data, new Uri(server.RootElement.GetProperty("url").GetString()!), server.RootElement.GetProperty("token").GetString()!);
    }

    /// <summary>Makes a game and returns its production key.</summary>
    public async Task<string> CreateGameAsync(string id)
    {
        using var answer = await Client.PostAsJsonAsync("api/games", new { id });
        answer.EnsureSuccessStatusCode();
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStreamAsync());
        return json.RootElement.GetProperty("write_key").GetString()!;
    }

    public async Task<JsonElement> SqlAsync(string sql)
    {
        using var answer = await Client.PostAsJsonAsync("api/sql", new { sql, format = "json" });
        answer.EnsureSuccessStatusCode();
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStreamAsync());
        return json.RootElement.Clone();
    }

    public async Task<JsonElement> StatusAsync()
    {
        using var json = JsonDocument.Parse(await Client.GetStreamAsync("status"));
        return json.RootElement.Clone();
    }

    public async Task SettleAsync()
    {
        using var answer = await Client.PostAsync(new Uri("api/settle", UriKind.Relative), null);
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        Client.Dispose();
        process.Dispose();
        Directory.Delete(DataDirectory, recursive: true);
    }
}
