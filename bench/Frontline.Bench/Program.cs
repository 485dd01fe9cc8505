using Frontline.Bench.Lake;
using Frontline.Bench.Log;
using Frontline.Bench.Metrics;
using Frontline.Bench.Receiver;
using Frontline.Bench.Road;
using Frontline.Bench.State;

// One line per benchmark; the rest of the arguments are its own.
var benchmarks = new Dictionary<string, Func<string[], Task<int>>>(StringComparer.Ordinal)
{
    ["lake"] = LakeBenchmark.RunAsync,
    ["log"] = LogBenchmark.RunAsync,
    ["metrics"] = arguments => MetricsBenchmark.RunAsync(arguments, TimeProvider.System),
    ["receiver"] = arguments => ReceiverScenario.RunAsync(arguments, TimeProvider.System),
    ["road"] = arguments => RoadScenario.RunAsync(arguments, TimeProvider.System),
    ["state"] = arguments => StateBenchmark.RunAsync(arguments, TimeProvider.System),
};

if (args.Length > 0 && benchmarks.TryGetValue(args[0], out var run))
    return await run(args[1..]).ConfigureAwait(false);
await Console.Error.WriteLineAsync($"Name a benchmark: {string.Join(", ", benchmarks.Keys)}.").ConfigureAwait(false);
return 2;
