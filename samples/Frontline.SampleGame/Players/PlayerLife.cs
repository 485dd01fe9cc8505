using Frontline.SampleGame.Worlds;

namespace Frontline.SampleGame.Players;

/// <summary>
/// The life of one player from the install to some moment, drawn again whenever it is needed; the lists are used again for the next player. A day's draws follow from seed, player and
/// day, so that a longer life begins with the same events as a shorter one.
/// </summary>
/// <remarks>Not thread-safe.</remarks>
public sealed class PlayerLife(SampleWorld world)
{
    private const long SecondMillis = 1_000;
    private const long MinuteMillis = 60 * SecondMillis;
    private const long HourMillis = 60 * MinuteMillis;
    private const int SessionsPerDayMax = 4;
    private const int RoundsMax = 10;
    private const double ReturnShareDayOne = 0.42;
    private const double ReturnExponent = -0.62;
    private const double CopyShare = 0.007;
    private const double MalformedShare = 0.003;

    /// <summary>Of sessions whose events lie on the device until it is online again. Never the first: nobody is attributed before anything is heard of them.</summary>
    private const double OfflineShare = 0.05;

    /// <summary>A session is over this long after it began at the latest, pauses included.</summary>
    private const long SessionMillisMax = 2 * HourMillis;

    private static readonly double[] ReturnShares = [.. Enumerable.Range(0, 8_000).Select(age => age == 0 ? 1 : ReturnShareDayOne * Math.Pow(age, ReturnExponent))];

    private readonly SampleWorld world = world;
    private readonly List<GameEvent> events = [];
    private readonly List<GameEvent> serverEvents = [];
    private readonly List<GameSession> sessions = [];

    private Player player;
    private GameRandom random;
    private int ordinal;
    private int level;
    private int attempt;
    private int failsInARow;
    private bool despaired;

    internal ref readonly Player Player => ref player;

    /// <summary>Events of the player's device in the order of time, session by session, malformed events and copies included.</summary>
    internal List<GameEvent> Events => events;

    /// <summary>Events that servers made about this player.</summary>
    internal List<GameEvent> ServerEvents => serverEvents;

    internal List<GameSession> Sessions => sessions;

    internal SampleWorld World => world;

    /// <summary>What <c>installed_at</c> says, or null where nothing does: old SDKs and lives that have not begun.</summary>
    internal long? InstalledAtMillis => player.IsSkewed || events.Count == 0 ? null : events[0].Millis - player.InstalledEarlierMillis;

    /// <summary>Draws a life anew.</summary>
    /// <param name="number">The player.</param>
    /// <param name="untilMillis">Sessions that begin at or before this are in it, and some later ones.</param>
    public void Draw(long number, long untilMillis)
    {
        events.Clear();
        serverEvents.Clear();
        sessions.Clear();
        (ordinal, level, attempt, failsInARow, despaired) = (0, 1, 0, 0, false);
        player = Player.Draw(world, number);
        var clock = world.Places[player.Place];
        for (var day = player.InstallDay; !despaired; day++)
        {
            var midnight = clock.At(day, 0);
            if (midnight > untilMillis)
            {
                return;
            }

            random = GameRandom.For(world.Options.Seed, number, day);
            var age = day - player.InstallDay;
            var share = ReturnShares[Math.Min(age, ReturnShares.Length - 1)] * player.Return;
            if (age == 0 || random.Chance(share))
            {
                PlayDay(clock, day);
            }
            else if (random.Chance(0.01))
            {
                // A mail to lure someone back makes nobody active.
                AddServer(EventKind.MailSent, midnight + random.Between(8 * HourMillis, 20 * HourMillis));
            }
        }
    }

    private void PlayDay(ZoneDays clock, int day)
    {
        var count = 1;
        while (count < SessionsPerDayMax && random.Chance(0.38))
        {
            count++;
        }

        var earliest = sessions.Count == 0 ? long.MinValue : events[sessions[^1].End - 1].Millis + (40 * MinuteMillis);
        for (var i = 0; i < count; i++)
        {
            // Two peaks on the player's own clock: a small one at noon, a large one in the evening.
            var hour = random.Chance(0.35) ? 7 + (7 * random.NextUnit()) : 15 + (8.5 * random.NextUnit());
            var start = clock.At(day, (long)(hour * HourMillis));
            if (start < earliest || IsTooNearToMidnight(start))
            {
                continue;
            }

            PlaySession(start, day);
            if (random.Chance(0.1))
            {
                // The app was killed and is opened again: for the client a new session, for the player the same sitting.
                PlaySession(events[^1].Millis + random.Between(2 * MinuteMillis, 20 * MinuteMillis), day);
            }

            earliest = events[^1].Millis + (40 * MinuteMillis);
        }

        if (sessions.Count == 0)
        {
            // Everyone who installs also plays.
            PlaySession(FarFromMidnight(clock.At(day, 12 * HourMillis)), day);
        }
    }

    /// <summary>
    /// A wrong clock is corrected by when its batch came in, which is exact to some milliseconds only. So that exact answers exist, such devices play neither around midnight of the
    /// game's zone nor in pauses of exactly half an hour.
    /// </summary>
    private bool IsTooNearToMidnight(long start) => player.IsSkewed && NearMidnight(start);

    private long FarFromMidnight(long start) => player.IsSkewed && NearMidnight(start) ? start + (6 * HourMillis) : start;

    private bool NearMidnight(long start) => world.Zone.DayOf(start - (10 * MinuteMillis)) != world.Zone.DayOf(start + (2 * SessionMillisMax) + HourMillis);

    private void PlaySession(long start, int day)
    {
        var first = events.Count;
        var isFirstEver = sessions.Count == 0;
        var at = start;
        Add(EventKind.SessionStart, at);
        if (isFirstEver)
        {
            at = Begin(at);
        }

        var rounds = 1 + random.Next(RoundsMax);
        var pauseAfter = random.Chance(0.06) ? random.Next(rounds) : -1;
        for (var i = 0; i < rounds && !despaired; i++)
        {
            at = PlayLevel(at);
            if (i == pauseAfter)
            {
                at += random.Next(3) == 0 && !player.IsSkewed ? 30 * MinuteMillis : random.Between(32 * MinuteMillis, 50 * MinuteMillis);
                Add(EventKind.BoosterUsed, at, number: random.Next(3), second: random.Next(40));
            }
        }

        if (player.IsPayer && random.Chance(Math.Min(0.6, 0.22 * player.Spending)))
        {
            at = Buy(at);
        }

        if (random.Chance(0.01))
        {
            Add(player.IsSkewed || random.Next(2) == 0 ? EventKind.Malformed : EventKind.InFuture, at);
            Add(player.IsSkewed ? EventKind.Malformed : EventKind.TooLate, at);
        }

        if (random.Chance(0.9))
        {
            at += random.Between(SecondMillis, 10 * SecondMillis);
            Add(EventKind.SessionEnd, at, number: (int)((at - start) / SecondMillis));
        }

        var online = isFirstEver || !random.Chance(OfflineShare) ? 0
            : events[^1].Millis + (random.Chance(0.1) ? random.Between(HourMillis, 6 * 24 * HourMillis) : random.Between(10 * MinuteMillis, 30 * HourMillis));
        sessions.Add(new GameSession(first, events.Count, online, (day - world.FirstDay) / 14));
    }

    /// <summary>What only the first session has: who brought the player, the tutorial, the experiments.</summary>
    private long Begin(long at)
    {
        if (Campaign.All[player.Campaign].Name is not null)
        {
            AddServer(EventKind.Attribution, at + random.Between(MinuteMillis, 10 * MinuteMillis));
        }

        for (var experiment = 0; experiment < Experiment.All.Count; experiment++)
        {
            at += random.Between(100, 900);
            Add(EventKind.ExperimentExposure, at, number: experiment, second: player.VariantOf(experiment));
        }

        for (var step = 0; step < 3; step++)
        {
            at += random.Between(5 * SecondMillis, 25 * SecondMillis);
            Add(EventKind.TutorialStep, at, number: step);
        }

        return at;
    }

    private long PlayLevel(long at)
    {
        at += random.Between(2 * SecondMillis, 15 * SecondMillis);
        attempt++;
        Add(EventKind.LevelStart, at, number: attempt);
        var seconds = 30 + random.Next(150);
        at += seconds * SecondMillis;
        if (random.Chance(0.02))
        {
            return at; // The player put the phone away in the middle of the level.
        }

        if (random.Chance(Math.Min(0.98, player.Skill * Levels.PassChance(level))))
        {
            Add(EventKind.LevelComplete, at, number: attempt, second: seconds);
            Add(EventKind.ResourceGain, at + 300, number: 5 + random.Next(20));
            at += 300;
            level = level == Levels.Count ? 1 + random.Next(Levels.Count) : level + 1;
            (attempt, failsInARow) = (0, 0);
            return random.Chance(0.10) ? WatchAd(at, placement: 0) : at;
        }

        Add(EventKind.LevelFail, at, number: attempt, second: seconds);
        failsInARow++;
        if (failsInARow >= Levels.FailsToDespair && random.Chance(Levels.DespairChance))
        {
            despaired = true;
            return at;
        }

        if (random.Chance(0.15))
        {
            at += 2 * SecondMillis;
            Add(EventKind.ResourceSpend, at, number: 10 * (1 + random.Next(5)));
        }

        return random.Chance(0.25) ? WatchAd(at, placement: 1) : at;
    }

    private long WatchAd(long at, int placement)
    {
        at += random.Between(5 * SecondMillis, 30 * SecondMillis);

        // 0.2 to 4 cents, most of them little: the square of a uniform.
        var unit = random.NextUnit();
        Add(EventKind.AdImpression, at, number: placement, second: random.Next(3), amount: 2_000 + (100 * (long)(380 * unit * unit)));
        return at;
    }

    private long Buy(long at)
    {
        at += random.Between(5 * SecondMillis, 40 * SecondMillis);
        var product = Math.Min(Money.Products.Count - 1, (int)(Math.Log2(1 + player.Spending) * random.NextUnit() * 1.6));
        var amount = Money.Price(product, Place.All[player.Place].Currency);
        var transaction = random.NextBits();
        Add(EventKind.Purchase, at, number: product, amount: amount, transaction: transaction);
        if (random.Chance(0.02))
        {
            // Restored purchases are reported again, with an id of their own and the same transaction.
            at += random.Between(3 * SecondMillis, 60 * SecondMillis);
            Add(EventKind.Purchase, at, number: product, amount: amount, transaction: transaction);
        }

        if (random.Chance(0.05))
        {
            AddServer(EventKind.Refund, at + random.Between(HourMillis, 6 * 24 * HourMillis), amount, transaction);
        }

        return at;
    }

    private void AddServer(EventKind kind, long at, long amount = 0, ulong transaction = 0) => serverEvents.Add(new GameEvent
    {
        Kind = kind,
        Millis = at,
        Ordinal = ordinal++,
        Session = -1,
        Amount = amount,
        Transaction = transaction,
    });

    private void Add(EventKind kind, long at, int number = 0, int second = 0, long amount = 0, ulong transaction = 0)
    {
        var one = new GameEvent
        {
            Kind = kind,
            Millis = at,
            Ordinal = ordinal++,
            Session = sessions.Count,
            Level = level,
            Number = number,
            Second = second,
            Amount = amount,
            Transaction = transaction,
        };
        if (kind == EventKind.Malformed)
        {
            events.Add(one with { Number = random.Next(Flaw.All.Count) });
            return;
        }

        events.Add(one);
        var odd = random.NextUnit();
        if (odd < CopyShare && !kind.IsRefused())
        {
            events.Add(one with { IsCopy = true });
        }
        else if (odd > 1 - MalformedShare)
        {
            Add(EventKind.Malformed, at);
        }
    }
}
