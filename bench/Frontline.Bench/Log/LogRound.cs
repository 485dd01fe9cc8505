using System.Diagnostics;

namespace Frontline.Bench.Log;

/// <summary>What writers in a closed loop, each waiting for its acknowledgement, got out of a log for a while.</summary>
internal sealed record LogRound(double PerSecond, double P50Ms, double P99Ms)
{
    public static async Task<LogRound> RunAsync(ILogCandidate candidate, int writers, int recordBytes, TimeSpan duration)
    {
        var time = TimeProvider.System;
        var started = time.GetTimestamp();
        var latencies = await Task.WhenAll(Enumerable.Range(0, writers).Select(writer =>
        {
            var record = new byte[recordBytes];
            new Random(writer).NextBytes(record);
            return candidate.Blocks
                ? Task.Factory.StartNew(() => WriteAsync(candidate, record, started, duration).GetAwaiter().GetResult(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
                : Task.Run(() => WriteAsync(candidate, record, started, duration));
        })).ConfigureAwait(false);
        var elapsed = time.GetElapsedTime(started);
        var sorted = latencies.SelectMany(own => own).Order().ToArray();
        return new LogRound(sorted.Length / elapsed.TotalSeconds, Percentile(sorted, 0.50), Percentile(sorted, 0.99));
    }

    private static async Task<List<long>> WriteAsync(ILogCandidate candidate, byte[] record, long started, TimeSpan duration)
    {
        var ticks = new List<long>(4096);
        while (TimeProvider.System.GetElapsedTime(started) < duration)
        {
            var begun = Stopwatch.GetTimestamp();
            await candidate.AppendAsync(record).ConfigureAwait(false);
            ticks.Add(Stopwatch.GetTimestamp() - begun);
        }

        return ticks;
    }

    private static double Percentile(long[] sorted, double fraction) =>
        sorted.Length == 0 ? double.NaN : sorted[(int)Math.Min(sorted.Length - 1, sorted.Length * fraction)] * 1000.0 / Stopwatch.Frequency;
}
