using System.Text.Json;
using Frontline.Testing;
using Frontline.Testing.ClickHouse;
using Xunit;

namespace Frontline.Properties.Metrics;

/// <summary>The ClickHouse engine, started with the first test that needs it.</summary>
public sealed class ClickHouseEngine : IAsyncLifetime
{
    private ClickHouseProcess? process;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Skips the running test, or fails it where all should run, when the engine is not installed.</summary>
    public void Require()
    {
        process ??= TestEnvironment.Repository is { } repository ? ClickHouseProcess.Start(repository) : null;
        TestEnvironment.Require(process is not null, $"the ClickHouse engine is not installed: {ClickHouseProcess.Install}");
    }

    /// <summary>The rows of a statement.</summary>
    public Task<IReadOnlyList<JsonElement>> QueryAsync(string sql) => process!.QueryAsync(sql);

    public ValueTask DisposeAsync() => process?.DisposeAsync() ?? ValueTask.CompletedTask;
}
