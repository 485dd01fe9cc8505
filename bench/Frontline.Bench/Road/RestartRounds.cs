using System.Globalization;
using Frontline.Bench.Servers;

namespace Frontline.Bench.Road;

/// <summary>
/// Starts a server again and again on what it has: every other time it is asked to stop, else killed, each time in the moment the load ends, with everything acknowledged and little of it counted.
/// After each start SQL must count exactly what was acknowledged.
/// </summary>
internal static class RestartRounds
{
    private const int EventsPerSecond = 10_000;
    private const int Connections = 8;
    private static readonly TimeSpan LoadFor = TimeSpan.FromSeconds(3);

    /// <param name="key">The game's write key.</param>
    /// <param name="counted">Events of game <c>bench</c> before the first round.</param>
    /// <returns>Whether every count was exact and every stop clean.</returns>
    public static async Task<bool> RunAsync(BenchServer server, string key, long counted, int rounds, TimeProvider time)
    {
        var (exact, stops, starts, settles) = (true, new List<double>(), new List<double>(), new List<double>());
        for (var round = 1; round <= rounds; round++)
        {
            var load = new HeldRateLoad(server.Url, key, EventsPerSecond, Connections, seed: round, time);
            await load.RunAsync(LoadFor);
            counted += load.AcceptedEvents;
            var moment = time.GetTimestamp();
            if (round % 2 == 0)
            {
                await server.KillAsync();
            }
            else
            {
                exact &= await server.StopAsync() == 0;
                stops.Add(time.GetElapsedTime(moment).TotalSeconds);
            }

            moment = time.GetTimestamp();
            await server.StartAgainAsync();
            starts.Add(time.GetElapsedTime(moment).TotalSeconds);
            await server.SettleAsync();
            settles.Add(time.GetElapsedTime(moment).TotalSeconds);
            var found = (await server.SqlAsync("select count(*) as n from events where game = 'bench'"))[0].GetProperty("n").GetInt64();
            exact &= found == counted;
            await Console.Error.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"restart {round,3}: {(round % 2 == 0 ? "killed " : "stopped")} runs after {starts[^1]:N1} s, all counted after {settles[^1]:N1} s, {server.ResidentBytes / 1048576} MB, {found:N0} of {counted:N0}"));
        }

        if (rounds > 0)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{rounds} restarts, {(exact ? "every count exact" : "NOT EXACT")}: stopped within {stops.Max():N1} s, runs within {starts.Max():N1} s (median {Percentiles.Of(starts, 50):N1}), everything counted within {settles.Max():N1} s (median {Percentiles.Of(settles, 50):N1})."));
        }

        return exact;
    }
}
