using System.Globalization;
using Frontline.Bench.Road;
using Frontline.Bench.Servers;
using Frontline.Testing.ClickHouse;

namespace Frontline.Bench.Metrics;

/// <summary>
/// How long the questions a studio asks most take, beside plain DuckDB and ClickHouse on the same rows in Parquet, in turns; an answer that differs fails the run. The data directory
/// is a demo's: <c>frontline demo --players 1000000 --days 180 --data DIR</c>, ended by Ctrl-C once its history is in. <c>metrics [data directory] [runs]</c>
/// </summary>
internal static class MetricsBenchmark
{
    private const string Game = "demo";

    public static async Task<int> RunAsync(string[] args, TimeProvider time)
    {
        var runs = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 7;
        using var configuration = new MergingConfiguration();
        await using var server = await BenchServer.OpenAsync(args[0], "up", "--config", configuration.Directory);
        await server.SettleAsync();
        await MergedAsync(server, time);
        var facts = (await server.SqlAsync($"SELECT (SELECT count(*) FROM events WHERE game = '{Game}') AS events, (SELECT count(*) FROM players WHERE game = '{Game}') AS players, (SELECT max(until_day) - 1 FROM coverage WHERE game = '{Game}')::VARCHAR AS last"))[0];
        var last = DateOnly.Parse(facts.GetProperty("last").GetString()!, CultureInfo.InvariantCulture);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{facts.GetProperty("events").GetInt64():N0} events of {facts.GetProperty("players").GetInt64():N0} players, up to {last:yyyy-MM-dd}; medians of {runs} runs in turns\n"));
        var parquet = await RawEvents.ExportAsync(server, Game, "USD", [.. Enumerable.Range(0, 91).Select(back => last.AddDays(1 - back)).Reverse()]);
        await using var frontline = new FrontlineEngine(server);
        await using var duckDb = new DuckDbEngine(parquet);
        await using var clickHouse = ClickHouseProcess.Start(Directory.GetCurrentDirectory()) is { } process ? new ClickHouseEngine(process, parquet) : null;
        if (clickHouse is null)
        {
            await Console.Error.WriteLineAsync($"Without ClickHouse: {ClickHouseProcess.Install}, and the benchmark is run in the repository's root.");
        }

        IReadOnlyList<IEngine> engines = [frontline, duckDb, .. clickHouse is null ? Array.Empty<IEngine>() : [clickHouse]];
        Console.WriteLine($"| | {string.Join(" | ", engines.Select(engine => engine.Name + ", s"))} | {string.Join(" | ", engines.Skip(1).Select(engine => "to " + engine.Name))} | asked, s |");
        Console.WriteLine("|---|" + string.Concat(Enumerable.Repeat("---|", (2 * engines.Count))));
        var same = true;
        foreach (var question in new MetricsQuestions(Game, last).All)
        {
            same &= await MeasureAsync(question, engines, runs, time);
        }

        return same ? 0 : 1;
    }

    /// <summary>Waits until there is nothing to merge: what a studio asks has been there for a while.</summary>
    private static async Task MergedAsync(BenchServer server, TimeProvider time)
    {
        var (merges, slices) = await LookAsync();
        while (true)
        {
            await Task.Delay(MergingConfiguration.Interval, time);
            var (mergesNow, slicesNow) = await LookAsync();
            if (mergesNow > merges && slicesNow == slices)
            {
                return;
            }

            if (slicesNow > slices)
            {
                (merges, slices) = (mergesNow, slicesNow);
            }
        }

        async Task<(long Merges, long Slices)> LookAsync()
        {
            var details = (await server.StatusAsync()).GetProperty("roles").EnumerateArray().Single(role => role.GetProperty("name").GetString() == "loader").GetProperty("details");
            return (details.GetProperty("merges").GetInt64(), details.GetProperty("merged_slices").GetInt64());
        }
    }

    private static async Task<bool> MeasureAsync(MetricsQuestion question, IReadOnlyList<IEngine> engines, int runs, TimeProvider time)
    {
        var seconds = engines.Select(_ => new List<double>()).ToArray();
        var answers = new IReadOnlyDictionary<string, double>[engines.Count];
        for (var run = 0; run <= runs; run++)
        {
            for (var index = 0; index < engines.Count; index++)
            {
                var started = time.GetTimestamp();
                answers[index] = await engines[index].AskAsync(question);
                if (run > 0)
                {
                    seconds[index].Add(time.GetElapsedTime(started).TotalSeconds);
                }
            }
        }

        var medians = seconds.Select(all => Percentiles.Of(all, 50)).ToArray();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {question.Name} | {string.Join(" | ", medians.Select(median => median.ToString("0.000", CultureInfo.InvariantCulture)))} | {string.Join(" | ", medians.Skip(1).Select(median => (medians[0] / median).ToString("0.00", CultureInfo.InvariantCulture)))} | {question.AskedSeconds?.ToString("0.00", CultureInfo.InvariantCulture) ?? "no slower than ClickHouse"} |"));
        var same = true;
        for (var index = 1; index < engines.Count; index++)
        {
            foreach (var key in answers[0].Keys.Union(answers[index].Keys).Order(StringComparer.Ordinal))
            {
                var (ours, theirs) = (answers[0].GetValueOrDefault(key), answers[index].GetValueOrDefault(key));
                if (Math.Abs(ours - theirs) > 1e-9 * Math.Abs(ours))
                {
                    await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{question.Name}, {key}: {ours} and {engines[index].Name} {theirs}"));
                    same = false;
                    break;
                }
            }
        }

        return same;
    }
}
