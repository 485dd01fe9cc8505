using System.Globalization;
using Frontline.Core;
using Frontline.Core.Events;

namespace Frontline.Demo;

/// <summary>
/// A small match-three game that plays itself: players install every day, come back along a power law, climb 60 levels of which some are hard,
/// watch ads and now and then buy gems. Seeded: the same seed and first day give the same events for ever.
/// </summary>
/// <remarks>Days are generated in order, since a player's level depends on the days before; a day can be generated and thrown away.</remarks>
internal sealed class SmallGame(ulong seed, int firstDay, int installsPerDay)
{
    private const int LevelCount = 60;
    private const double ReturnShareDayOne = 0.45;
    private const double ReturnExponent = -0.55;

    private static readonly (string Country, string Language, int UtcOffsetHours, string Currency)[] Places =
    [
        ("US", "en", -5, "USD"), ("US", "en", -8, "USD"), ("GB", "en", 0, "GBP"), ("DE", "de", 1, "EUR"), ("FR", "fr", 1, "EUR"),
        ("ES", "es", 1, "EUR"), ("BR", "pt", -3, "BRL"), ("JP", "ja", 9, "JPY"), ("KR", "ko", 9, "KRW"), ("SE", "sv", 1, "SEK"),
    ];

    private static readonly (string Platform, string OsVersion, string Device)[] Devices =
    [
        ("android", "15", "Pixel 8"), ("android", "14", "SM-A546B"), ("android", "13", "Redmi Note 12"), ("ios", "18.1", "iPhone15,2"), ("ios", "17.6", "iPhone12,1"), ("ios", "18.0", "iPad13,4"),
    ];

    private static readonly (string Product, decimal Usd)[] Shop = [("gems_80", 0.99m), ("gems_500", 4.99m), ("gems_1200", 9.99m), ("starter_pack", 2.99m), ("gems_14000", 99.99m)];

    private readonly List<SmallGamePlayer> players = [];

    /// <summary>The next day that <see cref="PlayNextDay"/> will play, as days since 1970 (UTC).</summary>
    public int NextDay { get; private set; } = firstDay;

    /// <summary>All sessions that start on the next day, in order of their start.</summary>
    public IReadOnlyList<SmallGameSession> PlayNextDay()
    {
        var day = NextDay++;
        InstallPlayers(day);
        var sessions = new List<SmallGameSession>();
        foreach (var player in players)
        {
            var random = SmallGameRandom.For(seed, player.Number, day);
            var age = day - player.InstallDay;
            if (age == 0 || random.Chance(ReturnShareDayOne * Math.Pow(age, ReturnExponent)))
            {
                PlayDay(player, day, ref random, sessions);
            }
        }

        sessions.Sort((left, right) => left.Events[0].Time.CompareTo(right.Events[0].Time));
        return sessions;
    }

    private void InstallPlayers(int day)
    {
        for (var i = 0; i < installsPerDay; i++)
        {
            var number = players.Count;
            var random = SmallGameRandom.For(seed, number, -1);
            var place = random.Pick<(string Country, string Language, int UtcOffsetHours, string Currency)>(Places);
            var device = random.Pick<(string Platform, string OsVersion, string Device)>(Devices);
            players.Add(new SmallGamePlayer
            {
                Number = number,
                Id = "p" + random.NextBits().ToString("x16", CultureInfo.InvariantCulture),
                InstallDay = day,
                Platform = device.Platform,
                OsVersion = device.OsVersion,
                Device = device.Device,
                Country = place.Country,
                Language = place.Language,
                UtcOffsetHours = place.UtcOffsetHours,
                Currency = place.Currency,
                Skill = 0.7 + (0.6 * random.NextUnit()),
                Spender = random.Chance(0.04) ? 0.08 + (0.2 * random.NextUnit()) : 0,
            });
        }
    }

    private static void PlayDay(SmallGamePlayer player, int day, ref SmallGameRandom random, List<SmallGameSession> sessions)
    {
        var count = 1;
        while (count < 5 && random.Chance(0.45))
        {
            count++;
        }

        var earliest = new Timestamp(day * Timestamp.MicrosPerDay);
        for (var i = 0; i < count; i++)
        {
            // Two peaks on the player's own clock: a small one at noon, a large one in the evening.
            var hour = random.Chance(0.3) ? 9 + (6 * random.NextUnit()) : 15 + (8 * random.NextUnit());
            var utcHour = (hour - player.UtcOffsetHours + 24) % 24;
            var start = new Timestamp((day * Timestamp.MicrosPerDay) + (long)(utcHour * Timestamp.MicrosPerHour));
            if (start < earliest)
            {
                continue;
            }

            var session = PlaySession(player, day, start, isFirstEver: day == player.InstallDay && player.Sequence == 0, ref random);
            sessions.Add(session);
            earliest = session.Events[^1].Time + TimeSpan.FromMinutes(35);
        }

        if (player.Sequence == 0)
        {
            // Every draw fell before the day's beginning: play at noon UTC, so that everyone who installs also plays.
            sessions.Add(PlaySession(player, day, earliest + TimeSpan.FromHours(12), isFirstEver: true, ref random));
        }
    }

    private static SmallGameSession PlaySession(SmallGamePlayer player, int day, Timestamp start, bool isFirstEver, ref SmallGameRandom random)
    {
        var events = new List<SmallGameEvent>();
        var at = start;
        Log(events, player, EventNames.SessionStart, at, ref random);
        if (isFirstEver)
        {
            foreach (var step in (ReadOnlySpan<string>)["welcome", "first_match", "first_booster"])
            {
                at += Seconds(ref random, 5, 25);
                Log(events, player, EventNames.TutorialStep, at, ref random, Prop("step", step));
            }
        }

        var rounds = 2 + random.Next(9);
        for (var i = 0; i < rounds; i++)
        {
            at = PlayLevel(events, player, at, ref random);
        }

        if (random.Chance(player.Spender))
        {
            at += Seconds(ref random, 5, 40);
            Buy(events, player, at, ref random);
        }

        at += Seconds(ref random, 1, 10);
        var seconds = (int)(at - start).TotalSeconds;
        Log(events, player, EventNames.SessionEnd, at, ref random, Prop("duration", seconds));
        var version = day % 14 < 7 ? "1.4.0" : "1.4.1";
        return new SmallGameSession(player, random.NextGuid().ToString(), version, events);
    }

    private static Timestamp PlayLevel(List<SmallGameEvent> events, SmallGamePlayer player, Timestamp at, ref SmallGameRandom random)
    {
        at += Seconds(ref random, 2, 15);
        player.Attempts++;
        Log(events, player, EventNames.LevelStart, at, ref random, Prop("level", player.Level), Prop("attempt", player.Attempts));
        var seconds = 30 + random.Next(150);
        at += TimeSpan.FromSeconds(seconds);
        if (random.Chance(0.02))
        {
            return at; // The player put the phone away in the middle of the level.
        }

        var isHard = player.Level % 10 is 5 or 8;
        var passes = random.Chance(Math.Min(0.98, player.Skill * (isHard ? 0.18 : 0.62)));
        KeyValuePair<string, object>[] props = [Prop("level", player.Level), Prop("attempt", player.Attempts), Prop("score", 1000 + random.Next(90_000)), Prop("duration", seconds)];
        Log(events, player, passes ? EventNames.LevelComplete : EventNames.LevelFail, at, ref random, props);
        if (passes)
        {
            at += Seconds(ref random, 1, 3);
            Log(events, player, EventNames.ResourceGain, at, ref random, Prop("currency", "coins"), Prop("amount", 10 + random.Next(40)), Prop("item", "level_reward"));
            player.Level = Math.Min(LevelCount, player.Level + 1);
            player.Attempts = 0;
        }
        else if (random.Chance(0.3))
        {
            at += Seconds(ref random, 1, 5);
            Log(events, player, EventNames.AdImpression, at, ref random, Prop("network", "acme_ads"), Prop("placement", "level_failed"), Prop("amount", "0.0" + (10 + random.Next(80)).ToString(CultureInfo.InvariantCulture)), Prop("currency", "USD"));
            at += Seconds(ref random, 15, 30);
        }

        return at;
    }

    private static void Buy(List<SmallGameEvent> events, SmallGamePlayer player, Timestamp at, ref SmallGameRandom random)
    {
        var rank = random.NextUnit();
        var (product, usd) = Shop[rank switch { < 0.55 => 0, < 0.75 => 3, < 0.9 => 1, < 0.99 => 2, _ => 4 }];
        var price = player.Currency switch { "JPY" => Math.Round(usd * 150), "KRW" => Math.Round(usd * 1350), "BRL" => Math.Round(usd * 5) - 0.1m, "SEK" => Math.Round(usd * 11), _ => usd };
        Log(
            events,
            player,
            EventNames.Purchase,
            at,
            ref random,
            Prop("product", product),
            Prop("amount", price.ToString(CultureInfo.InvariantCulture)),
            Prop("currency", player.Currency),
            Prop("store", player.Platform == "ios" ? "app_store" : "google_play"),
            Prop("transaction_id", "T" + random.NextBits().ToString("X16", CultureInfo.InvariantCulture)));
    }

    private static void Log(List<SmallGameEvent> events, SmallGamePlayer player, string name, Timestamp at, ref SmallGameRandom random, params KeyValuePair<string, object>[] props) =>
        events.Add(new SmallGameEvent(name, new Timestamp(at.UnixMicros / 1000 * 1000), random.NextGuid(), ++player.Sequence, props));

    private static KeyValuePair<string, object> Prop(string name, object value) => new(name, value);

    private static TimeSpan Seconds(ref SmallGameRandom random, double least, double most) => TimeSpan.FromSeconds(least + ((most - least) * random.NextUnit()));
}
