namespace Frontline.Bench.Metrics;

/// <summary>One question in the words of each engine. Statements give a key and a number in each row, of the rows of <c>{events}</c>.</summary>
/// <param name="Name">What is asked.</param>
/// <param name="Addresses">Where Frontline answers it, relative to the server.</param>
/// <param name="Read">Takes the numbers out of Frontline's answers.</param>
/// <param name="DuckDb">Plain DuckDB SQL.</param>
/// <param name="ClickHouse">ClickHouse SQL.</param>
/// <param name="AskedSeconds">What the design asks for, or null.</param>
internal sealed record MetricsQuestion(
    string Name, IReadOnlyList<string> Addresses, Func<IReadOnlyList<System.Text.Json.JsonElement>, IReadOnlyDictionary<string, double>> Read, string DuckDb, string ClickHouse, double? AskedSeconds);
