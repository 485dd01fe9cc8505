using System.Globalization;
using System.Text;
using System.Text.Json;
using Frontline.Bench.Servers;

namespace Frontline.Bench.Road;

/// <summary>
/// The whole road at a held rate: load generator and server share the machine. Prints what was sustained, lag over time, memory, time to visible, and disk
/// bytes per event; then starts the server again and again on what has come together. <c>-- road [events-per-second] [seconds] [restarts] [picture.svg] [directory]</c>
/// </summary>
internal static class RoadScenario
{
    private const int Connections = 16;
    private static readonly TimeSpan SampleEvery = TimeSpan.FromSeconds(5);

    public static async Task<int> RunAsync(string[] arguments, TimeProvider time)
    {
        var rate = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 40_000;
        var duration = TimeSpan.FromSeconds(arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 600);
        var restarts = arguments.Length > 2 ? int.Parse(arguments[2], CultureInfo.InvariantCulture) : 0;
        var picture = arguments.Length > 3 ? arguments[3] : null;
        var parent = arguments.Length > 4 ? arguments[4] : Path.GetTempPath();
        await using var server = await BenchServer.StartAsync(parent, "up");
        var idleBytes = server.ResidentBytes;
        var key = await server.CreateGameAsync("bench");
        var probe = new VisibilityProbe(server, "probe", await server.CreateGameAsync("probe"), time);
        var load = new HeldRateLoad(server.Url, key, rate, Connections, seed: 0, time);
        using var stop = new CancellationTokenSource();
        var probing = probe.RunAsync(stop.Token);
        var loading = load.RunAsync(duration);
        var samples = await SampleAsync(server, load, loading, time);
        var sentFor = samples[^1].Seconds;
        var settling = time.GetTimestamp();
        await stop.CancelAsync();
        await probing;
        await server.SettleAsync();
        var settled = time.GetElapsedTime(settling);
        var counted = (await server.SqlAsync("select count(*) as n from events where game = 'bench'"))[0].GetProperty("n").GetInt64();
        Print(rate, sentFor, load, counted, settled, idleBytes, samples, probe, server.ProcessorTime);
        if (picture is not null)
        {
            await File.WriteAllTextAsync(picture, RoadPicture.Draw(string.Create(CultureInfo.InvariantCulture, $"{rate:N0} events/s for {sentFor / 60:N0} minutes"), samples));
        }

        return counted == load.AcceptedEvents && await RestartRounds.RunAsync(server, key, counted, restarts, time) ? 0 : 1;
    }

    private static async Task<List<RoadSample>> SampleAsync(BenchServer server, HeldRateLoad load, Task loading, TimeProvider time)
    {
        var samples = new List<RoadSample>();
        var started = time.GetTimestamp();
        do
        {
            await Task.WhenAny(loading, Task.Delay(SampleEvery, time));
            var roles = (await server.StatusAsync()).GetProperty("roles").EnumerateArray().ToList();
            var lags = roles
                .Where(role => role.GetProperty("lag_events").ValueKind == JsonValueKind.Number)
                .ToDictionary(role => role.GetProperty("name").GetString()!, role => role.GetProperty("lag_events").GetInt64());
            var seconds = roles.Max(role => role.GetProperty("lag_seconds") is { ValueKind: JsonValueKind.Number } lag ? lag.GetDouble() : 0);
            var sample = new RoadSample(time.GetElapsedTime(started).TotalSeconds, load.AcceptedEvents, server.ResidentBytes, server.DiskBytes, server.ProcessorTime, lags, seconds);
            samples.Add(sample);
            await Console.Error.WriteLineAsync(sample.ToString());
        }
        while (!loading.IsCompleted);
        await loading;
        return samples;
    }

    /// <summary>CPU microseconds an event between the middle and the last sample: what remains when the code is compiled.</summary>
    private static double SecondHalf(List<RoadSample> samples)
    {
        var (middle, last) = (samples[samples.Count / 2], samples[^1]);
        return (last.Processor - middle.Processor).TotalMicroseconds / (last.AcceptedEvents - middle.AcceptedEvents);
    }

    private static void Print(int rate, double seconds, HeldRateLoad load, long counted, TimeSpan settled, long idleBytes, List<RoadSample> samples, VisibilityProbe probe, TimeSpan processor)
    {
        var accepted = load.AcceptedEvents;
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"| asked | sent | seconds | refused batches | counted by SQL | settled after | CPU µs/event (server) | in the second half |");
        text.AppendLine("|---|---|---|---|---|---|---|---|");
        text.AppendLine(CultureInfo.InvariantCulture, $"| {rate:N0}/s | {accepted / seconds:N0}/s | {seconds:N0} | {load.RefusedBatches} | {counted:N0} of {accepted:N0} | {settled.TotalSeconds:N1} s | {processor.TotalMicroseconds / accepted:N1} | {SecondHalf(samples):N1} |");
        text.AppendLine();
        text.AppendLine("| | p50 | p95 | p99 | max | n |");
        text.AppendLine("|---|---|---|---|---|---|");
        foreach (var (name, values) in (ReadOnlySpan<(string, List<double>)>)[("2xx to live, ms", probe.LiveMs), ("2xx to SQL, ms", probe.SqlMs)])
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {Percentiles.Of(values, 50):N0} | {Percentiles.Of(values, 95):N0} | {Percentiles.Of(values, 99):N0} | {values.DefaultIfEmpty().Max():N0} | {values.Count} |");
        }

        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"Memory: {idleBytes / 1048576} MB idle, {samples.Max(sample => sample.ResidentBytes) / 1048576} MB at most under load. Lag in events at the end: {samples[^1].LagText}; at most: {samples.Max(sample => sample.WorstLag):N0}. Disk: {samples[^1].DiskBytes / (double)accepted:N0} bytes an event. Questions of the probe refused for want of memory: {probe.RefusedQuestions}.");
        Console.WriteLine(text);
    }
}
