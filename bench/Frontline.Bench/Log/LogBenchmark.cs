using System.Globalization;

namespace Frontline.Bench.Log;

/// <summary>
/// Durable appends per second and their latency, for three logs on one disk: interleaved rounds, medians, and the median of the per-round ratios,
/// since the machine is noisy. <c>log [rounds] [milliseconds per round] [directory]</c>
/// </summary>
internal static class LogBenchmark
{
    private static readonly int[] WriterCounts = [1, 8, 64];
    private static readonly int[] RecordSizes = [300, 10_000];

    public static async Task<int> RunAsync(string[] args)
    {
        var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 7;
        var duration = TimeSpan.FromMilliseconds(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 600);
        var parent = args.Length > 2 ? args[2] : Path.GetTempPath();
        var root = Path.Combine(parent, "frontline-log-bench");
        if (Directory.Exists(root))
            Directory.Delete(root, recursive: true);
        ThreadPool.SetMinThreads(16, 16);
        try
        {
            await using var segmentLog = await SegmentLogCandidate.OpenAsync(Make("segment")).ConfigureAwait(false);
            await using var faster = new FasterLogCandidate(Make("faster"));
            await using var rocks = new RocksDbCandidate(Make("rocks"));
            ILogCandidate[] candidates = [segmentLog, faster, rocks];
            await MeasureAllAsync(candidates, rounds, duration).ConfigureAwait(false);
            return 0;
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }

        string Make(string name) => Directory.CreateDirectory(Path.Combine(root, name)).FullName;
    }

    private static async Task MeasureAllAsync(ILogCandidate[] candidates, int rounds, TimeSpan duration)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rounds} rounds of {duration.TotalMilliseconds:0} ms each, interleaved; medians; spread = slowest to fastest round"));
        Console.WriteLine("| record | writers | log | acks/s | spread | MB/s | p50 ms | p99 ms | SegmentLog is |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var size in RecordSizes)
        {
            foreach (var writers in WriterCounts)
            {
                var results = candidates.Select(_ => new List<LogRound>()).ToArray();
                foreach (var candidate in candidates)
                {
                    await LogRound.RunAsync(candidate, writers, size, duration / 2).ConfigureAwait(false);
                }

                for (var round = 0; round < rounds; round++)
                {
                    for (var index = 0; index < candidates.Length; index++)
                    {
                        results[index].Add(await LogRound.RunAsync(candidates[index], writers, size, duration).ConfigureAwait(false));
                        await candidates[index].TrimAsync().ConfigureAwait(false);
                    }
                }

                for (var index = 0; index < candidates.Length; index++)
                {
                    Print(candidates[index].Name, size, writers, results[index], results[0]);
                }
            }
        }
    }

    private static void Print(string name, int size, int writers, List<LogRound> rounds, List<LogRound> ours)
    {
        var rate = Median(rounds.Select(round => round.PerSecond));
        var ratio = Median(rounds.Zip(ours, (theirs, own) => own.PerSecond / theirs.PerSecond));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {size} B | {writers} | {name} | {rate:N0} | {rounds.Min(round => round.PerSecond):N0} to {rounds.Max(round => round.PerSecond):N0} | {rate * size / 1e6:0.0} | {Median(rounds.Select(round => round.P50Ms)):0.000} | {Median(rounds.Select(round => round.P99Ms)):0.000} | {ratio:0.00} × |"));
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }
}
