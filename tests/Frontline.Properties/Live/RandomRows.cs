using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.Road;

namespace Frontline.Properties.Live;

/// <summary>Rows as a Recorder hands them on: few players and values, times that are late, early, equal and just at the edges.</summary>
internal sealed class RandomRows(Random random, int idleMinutes, string[] games)
{
    private static readonly string?[] Platforms = ["ios", "android", null, "other"];
    private static readonly string?[] Countries = ["FR", "DE", "GB", "NP", "US", null, new string('x', 129)];
    private static readonly string?[] Versions = ["1.0", "1.1", "2.0", "2.1", "3.0", "3.1", "3.2", null];
    private static readonly string[] Names = ["level_start", "level_start", "purchase", "refund", "ad_impression", "attribution", "own"];
    private readonly List<Timestamp> times = [];
    private long position;

    public List<RecordedRow> Entry(long entry, Timestamp recordedAt)
    {
        var rows = new List<RecordedRow>();
        for (var count = random.Next(0, 12); count > 0; count--)
        {
            var row = Row(recordedAt);
            row.Entry = entry;
            rows.Add(row);
        }

        return rows;
    }

    private RecordedRow Row(Timestamp recordedAt)
    {
        var outcome = random.Next(10) switch { 0 => Outcome.Reject, 1 => Outcome.Duplicate, _ => Outcome.Event };
        var key = random.Next(8) switch { 0 => WriteKeyKind.Dev, 1 => WriteKeyKind.History, 2 => WriteKeyKind.Import, _ => WriteKeyKind.Production };
        var receivedAt = recordedAt - TimeSpan.FromSeconds(random.Next(0, 200));
        var time = Time(recordedAt);
        times.Add(time);
        var name = Names[random.Next(Names.Length)];
        var player = random.Next(1, 7);
        return new RecordedRow
        {
            Outcome = outcome,
            Game = games[player % games.Length],
            Receipt = new Receipt("00000000000a", position++, 0, 1),
            ReceivedAt = receivedAt,
            Key = key,
            Identity = (UInt128)position,
            PlayerKey = outcome is Outcome.Event ? player : 0,
            Time = outcome is Outcome.Event ? time : default,
            Live = outcome is Outcome.Event && key is WriteKeyKind.Production && random.Next(20) > 0,
            RepeatTransaction = random.Next(5) == 0,
            Event = new EventFields
            {
                Name = name,
                PlayerId = $"p{player}",
                PlayerMade = name is not ("attribution" or "refund"),
                Platform = Platforms[random.Next(Platforms.Length)],
                Country = Countries[random.Next(Countries.Length)],
                AppVersion = Versions[random.Next(Versions.Length)],
                InstalledAt = random.Next(24) switch
                {
                    0 => new Timestamp(random.Next(1_000_000)),
                    < 5 => time + TimeSpan.FromMinutes(random.Next(-3 * 24 * 60, 60)),
                    _ => null,
                },
                Amount = name is "purchase" or "refund" or "ad_impression" && random.Next(6) > 0 ? random.Next(1, 1000) / 100m : null,
                Currency = random.Next(2) == 0 ? "EUR" : "USD",
            },
        };
    }

    private Timestamp Time(Timestamp recordedAt) => random.Next(12) switch
    {
        0 when times.Count > 0 => times[random.Next(times.Count)],
        1 when times.Count > 0 => times[random.Next(times.Count)] + TimeSpan.FromMinutes(random.Next(2) == 0 ? idleMinutes : -idleMinutes),
        2 when times.Count > 0 => times[random.Next(times.Count)] + TimeSpan.FromMinutes(idleMinutes) + TimeSpan.FromMicroseconds(1),
        3 => recordedAt - TimeSpan.FromHours(48) + TimeSpan.FromMinutes(random.Next(-2 * idleMinutes, 2 * idleMinutes)),
        4 => recordedAt - TimeSpan.FromMinutes(random.Next(0, 50 * 60)),
        5 => recordedAt + TimeSpan.FromMinutes(random.Next(0, 60)),
        6 => recordedAt + TimeSpan.FromHours(random.Next(-100, 30)),
        _ => recordedAt - TimeSpan.FromSeconds(random.Next(0, 3 * 60 * idleMinutes)),
    };
}
