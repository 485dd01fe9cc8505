using System.Diagnostics;
using System.Text.Json;

namespace Frontline.Testing.ClickHouse;

/// <summary>The ClickHouse engine in a process of its own (tests/chdb/engine.js): one statement at a time.</summary>
public sealed class ClickHouseProcess : IAsyncDisposable
{
    /// <summary>How it is installed, in words.</summary>
    public const string Install = "`npm install --prefix tests/chdb --no-package-lock` installs it";

    private readonly Process process;

    private ClickHouseProcess(Process process) => this.process = process;

    /// <summary>Starts it; null when it is not installed in the repository.</summary>
    /// <param name="repository">The repository's root.</param>
    public static ClickHouseProcess? Start(string repository)
    {
        var folder = Path.Combine(repository, "tests", "chdb");
        return Directory.Exists(Path.Combine(folder, "node_modules", "chdb"))
            ? new ClickHouseProcess(Process.Start(new ProcessStartInfo("node", [Path.Combine(folder, "engine.js")]) { RedirectStandardInput = true, RedirectStandardOutput = true })!)
            : null;
    }

    /// <summary>The rows of a statement, each an array; 64-bit integers are written as text.</summary>
    /// <exception cref="InvalidOperationException">The statement is refused, or the engine has ended.</exception>
    public async Task<IReadOnlyList<JsonElement>> QueryAsync(string sql)
    {
        await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(sql)).ConfigureAwait(false);
        var answer = await process.StandardOutput.ReadLineAsync().ConfigureAwait(false) ?? throw new InvalidOperationException("The ClickHouse engine has ended.");
        using var json = JsonDocument.Parse(answer);
        return json.RootElement.TryGetProperty("error", out var error)
            ? throw new InvalidOperationException($"{error.GetString()}\n{sql}")
            : [.. json.RootElement.GetProperty("rows").Clone().EnumerateArray()];
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync().ConfigureAwait(false);
        process.Dispose();
    }
}
