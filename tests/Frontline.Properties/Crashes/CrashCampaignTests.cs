using System.Collections.Concurrent;
using System.Globalization;
using Xunit;

namespace Frontline.Properties.Crashes;

/// <summary>The whole road on a disk that forgets what was not synced: nothing that was acknowledged is lost or counts twice.</summary>
public sealed class CrashCampaignTests
{
    private const int Lives = 16;
    private const int RocksDbEvery = 6;

    private static readonly bool IsLong = Environment.GetEnvironmentVariable("FRONTLINE_CAMPAIGN") is { Length: > 0 };
    private static readonly int FirstSeed = int.TryParse(Environment.GetEnvironmentVariable("FRONTLINE_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var seed) ? seed : 1;

    private static int Crashes => IsLong ? 10_000 : 500;

    [Fact]
    public async Task Over_500_power_cuts_every_acknowledged_event_is_in_the_lake_exactly_once()
    {
        var (crashes, attempts, next) = (0, 0, FirstSeed);
        var wrong = new ConcurrentQueue<string>();
        await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Run(async () =>
        {
            while (Volatile.Read(ref crashes) < Crashes && wrong.IsEmpty)
            {
                var seed = Interlocked.Increment(ref next) - 1;
                using var run = new RoadRun(seed, onRocksDb: seed % RocksDbEvery == 0);
                if (await run.RunAsync(Lives) is { } found)
                {
                    wrong.Enqueue(found);
                }

                Interlocked.Add(ref crashes, run.Crashes);
                Interlocked.Add(ref attempts, run.Attempts);
            }
        })));
        Assert.Empty(wrong);
        TestContext.Current.TestOutputHelper?.WriteLine($"{crashes} power cuts, {attempts} batches sent, seeds {FirstSeed} to {next - 1}");
    }
}
