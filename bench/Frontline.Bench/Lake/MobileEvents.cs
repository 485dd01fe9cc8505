using System.Globalization;
using System.Text;
using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.Road;

namespace Frontline.Bench.Lake;

/// <summary>
/// Rows as a mobile game makes them, from a seed: about 350 bytes of JSON an event with device context and three free props, random UUIDs as event and player ids,
/// batches of 5 to 30 events of one player, one reject in 500, one duplicate in 150.
/// </summary>
internal sealed class MobileEvents(int seed)
{
    private const int Players = 3000;
    private static readonly string[] Systems = ["12", "13", "14", "15", "17.4.1", "17.5", "18.0"];
    private static readonly string[] Countries = ["US", "DE", "FR", "BR", "IN", "JP", "GB", "TR", "MX", "ID"];
    private static readonly string[] Names = ["level_start", "level_complete", "level_fail", "resource_gain", "resource_spend", "screen_view", "ad_impression", "button_click"];
    private static readonly string[] Screens = ["home", "shop", "map", "settings", "event", "level"];
    private static readonly string[] Sources = ["daily", "push", "organic", "friend"];

    private readonly Random random = new(seed);
    private readonly Player?[] players = new Player?[Players];
    private long now = 490_000 * Timestamp.MicrosPerHour;
    private long position;

    public RecordedRow[] Next(int count, long entry)
    {
        var rows = new RecordedRow[count];
        for (var at = 0; at < count;)
        {
            var batch = Math.Min(random.Next(5, 30), count - at);
            now += 25 * batch;
            FillBatch(rows.AsSpan(at, batch), PlayerNow(), entry);
            at += batch;
        }

        foreach (var row in rows)
        {
            row.RecordedAt = new Timestamp(now);
        }

        return rows;
    }

    private Player PlayerNow()
    {
        var number = random.Next(Players);
        var player = players[number] ??= new Player(Uuid(), (1L << 40) + number, $"SM-A{500 + (random.Next(60) * 7)}F", Pick(Systems), Pick(Countries), random.Next(3) == 0 ? "ios" : "android", new Timestamp((now / Timestamp.MicrosPerSecond - random.Next(90 * 86_400)) * Timestamp.MicrosPerSecond));
        if (player.Session is null || random.Next(8) == 0)
            (player.Session, player.Sequence) = (Uuid(), 0);

        return player;
    }

    private void FillBatch(Span<RecordedRow> rows, Player player, long entry)
    {
        var receivedAt = new Timestamp(now);
        var sentAt = Millis(now - random.Next(40_000, 300_000));
        var clientTime = now - 8_000_000 - random.Next(2_000_000);
        for (var i = 0; i < rows.Length; i++)
        {
            clientTime += random.Next(100_000, 900_000);
            var outcome = random.Next(500) == 0 ? Outcome.Reject : random.Next(150) == 0 ? Outcome.Duplicate : Outcome.Event;
            var fields = new EventFields { Name = Pick(Names), PlayerId = player.Id, EventId = Uuid(), ClientTime = Millis(clientTime), SentAt = sentAt };
            if (outcome == Outcome.Event)
                Fill(fields, player);

            rows[i] = new RecordedRow
            {
                Outcome = outcome,
                Game = "mygame",
                Entry = entry,
                Receipt = new Receipt("0123456789ab", position, i, rows.Length),
                ReceivedAt = receivedAt,
                Key = WriteKeyKind.Production,
                Identity = 1,
                Event = fields,
                PlayerKey = outcome == Outcome.Event ? player.Key : 0,
                Time = outcome == Outcome.Event ? fields.ClientTime.Value : default,
                Live = outcome == Outcome.Event,
                Reject = outcome == Outcome.Reject ? new Reject { Stage = "validate", Violations = [new Violation("wrong_type", "/props/level", "expected an integer, got \"x\"")], Processor = "0.1.0", Payload = Encoding.UTF8.GetBytes(new string('x', 300)) } : null,
                DuplicateOf = outcome == Outcome.Duplicate ? DuplicateOf.Identity : null,
            };
        }

        position++;
    }

    private void Fill(EventFields fields, Player player)
    {
        player.Coins += random.Next(-20, 40);
        fields.SessionId = player.Session;
        fields.Sequence = ++player.Sequence;
        fields.PlayerMade = true;
        (fields.Platform, fields.OsVersion, fields.DeviceModel, fields.Country, fields.Language) = (player.Platform, player.System, player.Device, player.Country, "en");
        (fields.AppVersion, fields.AppMajor, fields.AppMinor, fields.AppPatch, fields.Build) = ("2.31.4", 2, 31, 4, "20260104.7");
        fields.InstalledAt = player.InstalledAt;
        fields.Props = string.Create(CultureInfo.InvariantCulture, $"{{\"screen\":\"{Pick(Screens)}\",\"coins\":{player.Coins},\"source\":\"{Pick(Sources)}\"}}");
        switch (fields.Name)
        {
            case "level_start":
                (fields.Level, fields.Attempt) = (player.Level, random.Next(1, 6));
                break;
            case "level_complete" or "level_fail":
                player.Level += fields.Name == "level_complete" ? 1 : 0;
                (fields.Level, fields.Attempt, fields.Score, fields.Duration) = (player.Level, random.Next(1, 6), random.Next(100) * 250, random.Next(10, 180));
                break;
            case "ad_impression":
                (fields.Network, fields.Placement, fields.Amount, fields.Currency) = ("admob", "rewarded", random.Next(1, 40_000) / 1_000_000m, "USD");
                break;
            case "resource_gain" or "resource_spend":
                (fields.Currency, fields.Amount, fields.Item) = ("coins", random.Next(1, 50) * 5, "booster_" + random.Next(8).ToString(CultureInfo.InvariantCulture));
                break;
        }
    }

    private string Pick(string[] texts) => texts[random.Next(texts.Length)];

    private string Uuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }

    private static Timestamp Millis(long micros) => new(micros / 1000 * 1000);

    private sealed record Player(string Id, long Key, string Device, string System, string Country, string Platform, Timestamp InstalledAt)
    {
        public string? Session { get; set; }

        public long Sequence { get; set; }

        public int Level { get; set; } = 1;

        public int Coins { get; set; } = 500;
    }
}
