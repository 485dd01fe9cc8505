using Frontline.Core;
using Frontline.Tests.Warehouse.Support;

namespace Frontline.Properties.Metrics;

/// <summary>Five weeks of a few players' events around a change to summer time.</summary>
internal static class RandomEvents
{
    private const int Seconds = 35 * 86_400;

    private static readonly string[] Names = ["session_start", "session_start", "level_start", "level_complete", "level_fail", "purchase", "ad_impression", "own_event"];

    private static readonly string?[] Values = ["a", "b", "c", null];

    /// <param name="random">The draws.</param>
    /// <param name="distinctMoments">Whether no two events are at one moment, so that which one was first is no question.</param>
    public static List<TestRow> Make(Random random, bool distinctMoments)
    {
        var first = TestRow.At("2026-03-10T00:00:00Z").UnixMicros;
        var moments = Enumerable.Range(0, Seconds).ToArray();
        var players = 3 + random.Next(25);
        random.Shuffle(moments);
        return [.. moments.Take(200 + random.Next(1_000)).Select((second, i) => Event(random, i, players, new Timestamp(first + ((distinctMoments ? second : second / 3_600 * 3_600) * 1_000_000L))))];
    }

    private static TestRow Event(Random random, int number, int players, Timestamp time)
    {
        var name = random.GetItems(Names, 1)[0];
        var hasMoney = name is "purchase" or "ad_impression";
        return new TestRow
        {
            PlayerKey = 1 + (long)(players * random.NextDouble() * random.NextDouble()),
            Time = time,
            WriteKey = "history",
            Receipt = number,
            Name = name,
            PlayerMade = !hasMoney || random.Next(2) == 0,
            Country = random.GetItems(Values, 1)[0],
            Platform = random.GetItems(Values, 1)[0],
            AppVersion = random.GetItems(Values, 1)[0],
            Amount = hasMoney && random.Next(8) > 0 ? random.Next(1, 1000) / 100m : null,
            Currency = hasMoney ? "USD" : null,
            RepeatTransaction = name == "purchase" && random.Next(6) == 0,
            Level = name.StartsWith("level", StringComparison.Ordinal) && random.Next(9) > 0 ? random.Next(1, 4) : null,
        };
    }
}
