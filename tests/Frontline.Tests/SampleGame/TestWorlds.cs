using Frontline.SampleGame.Players;
using Frontline.SampleGame.Sending;
using Frontline.SampleGame.Worlds;

namespace Frontline.Tests.SampleGame;

internal static class TestWorlds
{
    public static SampleWorld Of(long players, int days, ulong seed = 7) => new(new WorldOptions(seed, players, new DateOnly(2026, 3, 1), days, WorldOptions.DefaultTimeZone));

    /// <summary>Everything until the world's end, the last two days as devices send it.</summary>
    public static SendWindow WholeOf(SampleWorld world) => new(long.MinValue, world.HistoryEnd, world.HistoryEnd - (47 * 60 * 60 * 1000));

    public static List<SampleBatch> Batches(SampleWorld world, params IEnumerable<SendWindow> windows)
    {
        var writer = new BatchWriter(new PlayerLife(world));
        var batches = new List<SampleBatch>();
        foreach (var window in windows)
        {
            for (var number = 0L; number < world.PlayersUntil(window.UntilMillis); number++)
            {
                writer.Write(number, window, window.UntilMillis, batches);
            }
        }

        return batches;
    }
}
