using System.Diagnostics;
using System.Text.Json;

namespace Frontline.Bench.Metrics;

/// <summary>The ClickHouse engine on the Parquet files, with its defaults, in a process of its own (tests/chdb).</summary>
internal sealed class ClickHouseEngine(string script, string directory) : IEngine
{
    private readonly Process process = Process.Start(new ProcessStartInfo("node", [script]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;

    public string Name => "ClickHouse on Parquet";

    /// <summary>Where its script is; null when it is not installed.</summary>
    public static string? Script()
    {
        for (var folder = new DirectoryInfo(Directory.GetCurrentDirectory()); folder is not null; folder = folder.Parent)
        {
            var chdb = Path.Combine(folder.FullName, "tests", "chdb");
            if (Directory.Exists(Path.Combine(chdb, "node_modules", "chdb")))
            {
                return Path.Combine(chdb, "engine.js");
            }
        }

        return null;
    }

    public async Task<IReadOnlyDictionary<string, double>> AskAsync(MetricsQuestion question)
    {
        await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(question.ClickHouse.Replace("{events}", $"file('{directory}/*.parquet', Parquet)", StringComparison.Ordinal)));
        var answer = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The ClickHouse engine has ended.");
        using var json = JsonDocument.Parse(answer);
        return json.RootElement.TryGetProperty("error", out var error)
            ? throw new InvalidOperationException(error.GetString())
            : json.RootElement.GetProperty("rows").EnumerateArray().ToDictionary(row => row[0].GetString()!, row => Number(row[1]));
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>It writes 64-bit integers as text.</summary>
    private static double Number(JsonElement value) => value.ValueKind == JsonValueKind.String ? double.Parse(value.GetString()!, System.Globalization.CultureInfo.InvariantCulture) : value.GetDouble();
}
