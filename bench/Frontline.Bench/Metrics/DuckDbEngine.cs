using System.Globalization;
using DuckDB.NET.Data;

namespace Frontline.Bench.Metrics;

/// <summary>DuckDB on the Parquet files, with its defaults.</summary>
internal sealed class DuckDbEngine : IEngine
{
    private readonly DuckDBConnection connection = new("DataSource=:memory:");
    private readonly string events;

    public DuckDbEngine(string directory)
    {
        events = $"read_parquet('{directory}/*.parquet')";
        connection.Open();
    }

    public string Name => "DuckDB on Parquet";

    public async Task<IReadOnlyDictionary<string, double>> AskAsync(MetricsQuestion question)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = question.DuckDb.Replace("{events}", events, StringComparison.Ordinal);
        await using var reader = await command.ExecuteReaderAsync();
        var numbers = new Dictionary<string, double>();
        while (await reader.ReadAsync())
        {
            numbers.Add(reader.GetString(0), Convert.ToDouble(reader.GetValue(1), CultureInfo.InvariantCulture));
        }

        return numbers;
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
