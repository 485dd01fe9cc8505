using Frontline.SampleGame.Players;
using Frontline.SampleGame.Sending;
using Frontline.SampleGame.Worlds;

namespace Frontline.SampleGame.Truths;

/// <summary>
/// Counts exact answers from the draws themselves, player by player: its memory grows with the days, not with the players. It shares no code with what it will be compared with, and no
/// bytes: it never looks at what was written.
/// </summary>
/// <remarks>Not thread-safe.</remarks>
public sealed class TruthCounter
{
    private const long IdleMillis = 30 * 60 * 1000;
    private const int LiveDays = 2;

    private readonly SampleWorld world;
    private readonly SendWindow window;
    private readonly int today;
    private readonly SortedDictionary<int, DayCounts> days = [];
    private readonly SortedDictionary<int, DayCounts> live = [];
    private readonly SortedDictionary<int, Cohort> cohorts = [];
    private readonly SortedDictionary<string, long> rejects = new(StringComparer.Ordinal);
    private readonly long[] starts = new long[Levels.Count + 1];
    private readonly long[] completes = new long[Levels.Count + 1];
    private readonly long[] fails = new long[Levels.Count + 1];
    private readonly long[] installs = new long[Campaign.All.Count];
    private readonly SortedDictionary<(int Day, int Campaign), long> paidInstalls = [];
    private readonly long[] exposed = new long[2 * Experiment.All.Count];
    private readonly long[] payers = new long[2 * Experiment.All.Count];

    // Of the player being counted; used again for the next.
    private readonly List<Parcel> parcels = [];
    private readonly List<long> ownTimes = [];
    private readonly List<long> liveTimes = [];
    private readonly List<int> activeDays = [];
    private readonly HashSet<ulong> transactions = [];
    private bool isAttributed;

    private long received;
    private long recorded;
    private long rejected;
    private long duplicate;
    private long testPlayers;
    private long testEvents;
    private long events;
    private long players;
    private long sessions;
    private long featured;

    /// <param name="world">The world.</param>
    /// <param name="window">What was sent, from the world's beginning.</param>
    public TruthCounter(SampleWorld world, in SendWindow window)
    {
        ArgumentNullException.ThrowIfNull(world);
        this.world = world;
        this.window = window;
        today = world.Zone.DayOf(window.UntilMillis);
    }

    /// <summary>Counts a whole world.</summary>
    public static Truth Count(SampleWorld world, in SendWindow window, CancellationToken cancellation = default)
    {
        var counter = new TruthCounter(world, window);
        var life = new PlayerLife(world);
        var end = world.PlayersUntil(window.UntilMillis);
        for (var number = 0L; number < end; number++)
        {
            cancellation.ThrowIfCancellationRequested();
            life.Draw(number, window.UntilMillis);
            counter.Add(life);
        }

        return counter.ToTruth();
    }

    /// <summary>Counts one more player.</summary>
    /// <param name="life">Drawn at least until the window's end.</param>
    internal void Add(PlayerLife life)
    {
        Parcels.Cut(life, window, parcels);
        ownTimes.Clear();
        liveTimes.Clear();
        transactions.Clear();
        isAttributed = false;
        foreach (var parcel in parcels)
        {
            for (var i = parcel.First; i < parcel.End; i++)
            {
                Add(life, parcel.IsServer ? life.ServerEvents[i] : life.Events[i], parcel);
            }
        }

        if (life.Player.IsTestDevice)
        {
            testPlayers += parcels.Count > 0 ? 1 : 0;
        }
        else if (ownTimes.Count > 0)
        {
            AddPlayer(life);
        }
    }

    public Truth ToTruth()
    {
        var feature = StoreFeature.DayIndex(world.Options.Days);
        return new Truth(
            world.Options,
            DateTimeOffset.FromUnixTimeMilliseconds(window.UntilMillis),
            new TruthLedger(received, recorded, rejected, duplicate),
            rejects,
            new TruthTestDevices(testPlayers, testEvents),
            new TruthTotals(events, players, sessions),
            [.. days.Select(day => day.Value.ToTruth(day.Key, today))],
            [.. cohorts.Select(cohort => cohort.Value.ToTruth(cohort.Key, today))],
            [.. Enumerable.Range(1, Levels.Count).Where(level => starts[level] + completes[level] + fails[level] > 0).Select(level => new TruthLevel(level, starts[level], completes[level], fails[level]))],
            [.. Campaign.All.Select((campaign, i) => new TruthCampaign(campaign.Name, campaign.Network, installs[i], CostOf(campaign, installs[i])))],
            [.. paidInstalls.Select(paid => SpendOf(paid.Key.Day, Campaign.All[paid.Key.Campaign], paid.Value))],
            [.. Experiment.All.Select((experiment, i) => new TruthExperiment(
                experiment.Name, experiment.PayersMultiplier,
                [new TruthVariant(experiment.Control, exposed[2 * i], payers[2 * i]), new TruthVariant(experiment.Treatment, exposed[(2 * i) + 1], payers[(2 * i) + 1])]))],
            new TruthMoment(world.Options.FirstDay.AddDays(feature), featured),
            [.. live.Select(day => day.Value.ToTruth(day.Key, today))]);
    }

    private void Add(PlayerLife life, in GameEvent one, in Parcel parcel)
    {
        if (!Parcels.IsSent(one, parcel.Key))
        {
            return;
        }

        var isTest = life.Player.IsTestDevice;
        received += parcel.Times;
        if (one.Kind.IsRefused())
        {
            // An event that was refused is refused again when it comes again: only recorded events are remembered.
            rejected += parcel.Times;
            if (!isTest)
            {
                rejects[one.RejectCode()] = rejects.GetValueOrDefault(one.RejectCode()) + parcel.Times;
            }

            return;
        }

        if (one.IsCopy)
        {
            duplicate += parcel.Times;
            return;
        }

        recorded++;
        duplicate += parcel.Times - 1;
        if (isTest)
        {
            testEvents++;
            return;
        }

        events++;
        AddRecorded(life, one, parcel);
    }

    private void AddRecorded(PlayerLife life, in GameEvent one, in Parcel parcel)
    {
        var day = world.Zone.DayOf(one.Millis);
        var isLive = parcel.Key == SendKey.Production && day > today - LiveDays;
        var isRepeat = one.Kind == EventKind.Purchase && !transactions.Add(one.Transaction);
        AddTo(Day(days, day), life, one, isRepeat);
        if (isLive)
        {
            AddTo(Day(live, day), life, one, isRepeat);
        }

        if (one.Kind.IsPlayerMade())
        {
            ownTimes.Add(one.Millis);
            if (parcel.Key == SendKey.Production)
            {
                liveTimes.Add(one.Millis);
            }
        }

        switch (one.Kind)
        {
            case EventKind.LevelStart:
                starts[one.Level]++;
                break;
            case EventKind.LevelComplete:
                completes[one.Level]++;
                break;
            case EventKind.LevelFail:
                fails[one.Level]++;
                break;
            case EventKind.Attribution:
                isAttributed = true;
                break;
            case EventKind.ExperimentExposure:
                exposed[(2 * one.Number) + one.Second]++;
                break;
        }
    }

    private static void AddTo(DayCounts counts, PlayerLife life, in GameEvent one, bool isRepeat)
    {
        counts.Events++;
        switch (one.Kind)
        {
            case EventKind.Purchase when !isRepeat:
                counts.AddPurchase(Place.All[life.Player.Place].Currency, one.Amount);
                break;
            case EventKind.Refund:
                counts.AddRefund(Place.All[life.Player.Place].Currency, one.Amount);
                break;
            case EventKind.AdImpression:
                counts.AddAd(Money.Usd, one.Amount);
                break;
        }
    }

    private void AddPlayer(PlayerLife life)
    {
        players++;
        ownTimes.Sort();
        activeDays.Clear();
        foreach (var time in ownTimes)
        {
            var day = world.Zone.DayOf(time);
            if (activeDays.Count == 0 || activeDays[^1] != day)
            {
                activeDays.Add(day);
                Day(days, day).ActivePlayers++;
            }
        }

        sessions += AddSessions(ownTimes, days, int.MinValue);
        liveTimes.Sort();
        AddSessions(liveTimes, live, today - LiveDays + 1);
        AddLiveActive();
        var install = world.Zone.DayOf(Math.Min(life.InstalledAtMillis ?? long.MaxValue, ownTimes[0]));
        Day(days, install).NewPlayers++;
        if (live.Count > 0 && install > today - LiveDays)
        {
            Day(live, install).NewPlayers++;
        }

        AddInstall(install, isAttributed ? life.Player.Campaign : Campaign.Unattributed);
        featured += life.Player.IsFeatured ? 1 : 0;
        AddCohort(install);
        if (transactions.Count > 0)
        {
            for (var experiment = 0; experiment < Experiment.All.Count; experiment++)
            {
                payers[(2 * experiment) + life.Player.VariantOf(experiment)]++;
            }
        }
    }

    private void AddInstall(int day, int campaign)
    {
        installs[campaign]++;
        if (Campaign.All[campaign].CostCents > 0)
        {
            paidInstalls[(day, campaign)] = paidInstalls.GetValueOrDefault((day, campaign)) + 1;
        }
    }

    private static TruthSpend SpendOf(int day, Campaign campaign, long installs) => new(DateOnly.FromDayNumber(day), campaign.Name!, campaign.Network!, installs, CostOf(campaign, installs));

    private static decimal CostOf(Campaign campaign, long installs) => installs * campaign.CostCents / 100m;

    /// <summary>A session goes on while no gap is longer than half an hour; it counts on the day on which it begins.</summary>
    private long AddSessions(List<long> times, SortedDictionary<int, DayCounts> into, int firstDay)
    {
        var count = 0L;
        for (var i = 0; i < times.Count; i++)
        {
            if (i > 0 && times[i] - times[i - 1] <= IdleMillis)
            {
                continue;
            }

            var day = world.Zone.DayOf(times[i]);
            if (day >= firstDay)
            {
                count++;
                Day(into, day).Sessions++;
            }
        }

        return count;
    }

    private void AddLiveActive()
    {
        var last = int.MinValue;
        foreach (var time in liveTimes)
        {
            var day = world.Zone.DayOf(time);
            if (day != last && day > today - LiveDays)
            {
                Day(live, day).ActivePlayers++;
                last = day;
            }
        }
    }

    private void AddCohort(int install)
    {
        if (!cohorts.TryGetValue(install, out var cohort))
        {
            cohorts.Add(install, cohort = new Cohort());
        }

        cohort.Size++;
        for (var i = 0; i < Cohort.DaysAsked.Count; i++)
        {
            if (activeDays.BinarySearch(install + Cohort.DaysAsked[i]) >= 0)
            {
                cohort.AddReturn(i);
            }
        }
    }

    private static DayCounts Day(SortedDictionary<int, DayCounts> of, int day)
    {
        if (!of.TryGetValue(day, out var counts))
        {
            of.Add(day, counts = new DayCounts());
        }

        return counts;
    }
}
