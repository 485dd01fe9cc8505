using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Frontline.Integration.Crashes;

/// <summary>
/// Spreads kills over data directories, a few of which are worked on at a time: a kill is mostly the start after it, which keeps one core busy and not two.
/// Every directory sees many kills in a row and is verified once at its end, by all that its clients were ever told.
/// </summary>
internal static class KillCampaign
{
    /// <summary>So that a directory's history is long (seals, folds, snapshots, many takeovers), and a finding lies not too many kills back.</summary>
    private const int KillsPerDirectory = 100;

    private static readonly int Lanes = Math.Clamp(Environment.ProcessorCount, 1, 4);

    /// <param name="title">What is killed, for the progress and for what fails.</param>
    /// <param name="kills">How many kills in all.</param>
    /// <param name="kill">Kills once: the directory, and the number of the kill, counted from 0 over all directories.</param>
    public static async Task RunAsync(string title, int kills, Func<CrashSite, int, Task> kill)
    {
        var started = Stopwatch.GetTimestamp();
        var done = 0;
        var perDirectory = Math.Min(KillsPerDirectory, (kills + Lanes - 1) / Lanes);
        var firsts = Enumerable.Range(0, kills).Where(i => i % perDirectory == 0);
        await Parallel.ForEachAsync(firsts, new ParallelOptions { MaxDegreeOfParallelism = Lanes }, async (first, _) =>
        {
            var seed = Campaign.Seed + first;
            using var site = await CrashSite.CreateAsync(seed);
            for (var i = first; i < Math.Min(first + perDirectory, kills); i++)
            {
                await kill(site, i);
                Report(Interlocked.Increment(ref done));
            }

            await site.VerifyAsync($"{title}: after kills {first} to {Math.Min(first + perDirectory, kills) - 1}, seed {seed}");
        });

        void Report(int count)
        {
            if (count % 20 != 0 && count != kills)
            {
                return;
            }

            var each = Stopwatch.GetElapsedTime(started).TotalSeconds / count;
            Say(string.Create(CultureInfo.InvariantCulture, $"{title}: {count} of {kills} kills, {each:0.00} s each, about {each * (kills - count) / 60:0.0} minutes left"));
        }
    }

    // Past the test framework, which keeps a test's output until the test has ended.
    private static void Say(string line)
    {
        using var error = Console.OpenStandardError();
        error.Write(Encoding.UTF8.GetBytes(line + "\n"));
    }
}
