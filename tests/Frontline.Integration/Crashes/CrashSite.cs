using System.Globalization;
using System.Text.Json;
using Frontline.Integration.Processes;
using Xunit;

namespace Frontline.Integration.Crashes;

/// <summary>A data directory with one game, a load on it, and the check that what was acknowledged is there exactly once.</summary>
internal sealed class CrashSite : IDisposable
{
    private readonly TemporaryDirectory? own;

    private CrashSite(Random random, string writeKey, string dataDirectory, TemporaryDirectory? own)
    {
        this.own = own;
        DataDirectory = dataDirectory;
        Load = new AcknowledgedLoad(writeKey, random);
    }

    public string DataDirectory { get; }

    public AcknowledgedLoad Load { get; }

    /// <param name="seed">Of the load's random moments.</param>
    /// <param name="dataDirectory">Where; a temporary directory of its own without.</param>
    /// <param name="environment">Configuration of the first start.</param>
    public static async Task<CrashSite> CreateAsync(int seed, string? dataDirectory = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var own = dataDirectory is null ? new TemporaryDirectory() : null;
        var path = dataDirectory ?? own!.Path;
        var init = await FrontlineProcess.RunAsync(["init", "game", "--data", path, "--format", "json"], environment);
        Assert.True(init.ExitCode == 0, init.Errors);
        using var json = JsonDocument.Parse(init.Output);
        return new CrashSite(new Random(seed), json.RootElement.GetProperty("write_key").GetString()!, path, own);
    }

    /// <summary>Starts the server a last time, lets everything settle, and counts.</summary>
    public async Task VerifyAsync(string about, IReadOnlyDictionary<string, string>? environment = null)
    {
        await using (var server = await FrontlineProcess.StartAsync(DataDirectory, environment))
        {
            await Load.RunAsync(server.Url, batches: 20);
            await Load.RepeatAsync(server.Url, batches: 20);
            await server.SettleAsync();
            var rows = await server.SqlAsync("select event_id, count(*) as n from events group by event_id");
            var counts = rows.EnumerateArray().ToDictionary(row => row.GetProperty("event_id").GetString()!, row => row.GetProperty("n").GetInt64());
            var lost = Load.Acknowledged.Keys.Where(id => !counts.ContainsKey(id)).ToList();
            var doubled = counts.Where(pair => pair.Value != 1).Select(pair => pair.Key).ToList();
            Assert.True(lost.Count == 0, $"{about}: {lost.Count} of {Load.Acknowledged.Count} acknowledged events are lost, such as {lost.FirstOrDefault()}");
            Assert.True(doubled.Count == 0, $"{about}: {doubled.Count} events count more than once, such as {doubled.FirstOrDefault()}");
            Assert.True(counts.Count <= Load.Sent, string.Create(CultureInfo.InvariantCulture, $"{about}: {counts.Count} events where {Load.Sent} were ever sent"));
            Assert.Equal(0, await server.InterruptAsync());
        }

        var audit = await FrontlineProcess.RunAsync(["audit", "--data", DataDirectory], environment);
        Assert.True(audit.ExitCode == 0, $"{about}: {audit.Output}{audit.Errors}");
    }

    public void Dispose() => own?.Dispose();
}
