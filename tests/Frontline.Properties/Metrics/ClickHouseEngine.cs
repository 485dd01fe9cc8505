using System.Diagnostics;
using System.Text.Json;
using Frontline.Testing;
using Xunit;

namespace Frontline.Properties.Metrics;

/// <summary>The ClickHouse engine in a process of its own, started with the first statement.</summary>
public sealed class ClickHouseEngine : IAsyncLifetime
{
    private const string Install = "`npm install --prefix tests/chdb --no-package-lock` installs it";

    private static readonly string? Folder = TestEnvironment.Repository is { } repository && Path.Combine(repository, "tests", "chdb") is var folder && Directory.Exists(Path.Combine(folder, "node_modules", "chdb")) ? folder : null;

    private Process? process;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Skips the running test, or fails it where all should run, when the engine is not installed.</summary>
    public void Require()
    {
        TestEnvironment.Require(Folder is not null, $"the ClickHouse engine is not installed: {Install}");
        process ??= Process.Start(new ProcessStartInfo("node", [Path.Combine(Folder!, "engine.js")]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
    }

    /// <summary>The rows of a statement.</summary>
    public async Task<IReadOnlyList<JsonElement>> QueryAsync(string sql)
    {
        await process!.StandardInput.WriteLineAsync(JsonSerializer.Serialize(sql));
        var answer = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The ClickHouse engine has ended.");
        using var json = JsonDocument.Parse(answer);
        return json.RootElement.TryGetProperty("error", out var error)
            ? throw new InvalidOperationException($"{error.GetString()}\n{sql}")
            : [.. json.RootElement.GetProperty("rows").Clone().EnumerateArray()];
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }
}
