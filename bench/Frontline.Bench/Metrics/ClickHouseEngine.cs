using System.Globalization;
using System.Text.Json;
using Frontline.Testing.ClickHouse;

namespace Frontline.Bench.Metrics;

/// <summary>The ClickHouse engine on the Parquet files, with its defaults.</summary>
internal sealed class ClickHouseEngine(ClickHouseProcess process, string directory) : IEngine
{
    public string Name => "ClickHouse on Parquet";

    public async Task<IReadOnlyDictionary<string, double>> AskAsync(MetricsQuestion question)
    {
        var rows = await process.QueryAsync(question.ClickHouse.Replace("{events}", $"file('{directory}/*.parquet', Parquet)", StringComparison.Ordinal));
        return rows.ToDictionary(row => row[0].GetString()!, row => Number(row[1]));
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();

    private static double Number(JsonElement value) => value.ValueKind == JsonValueKind.String ? double.Parse(value.GetString()!, CultureInfo.InvariantCulture) : value.GetDouble();
}
