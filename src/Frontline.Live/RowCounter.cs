using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.Live;
using Frontline.Core.Road;

namespace Frontline.Live;

/// <summary>Counts one row into the windows it belongs to. docs/specs/live.md, "What counts", is the definition.</summary>
internal sealed class RowCounter
{
    /// <summary>Only history can claim more; such rows make nobody new, so that windows far ahead need not be kept.</summary>
    private static readonly TimeSpan AheadMax = TimeSpan.FromHours(24);

    /// <summary>An earlier <c>installed_at</c> is from a clock that was never set.</summary>
    private static readonly Timestamp InstalledMin = Timestamp.FromDateTimeOffset(new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private readonly GameBooks games;
    private readonly WindowBook windows;
    private readonly PlayerBook players;
    private readonly SeenBook seen;
    private readonly Action<SessionRun, int> countSession;

    // Where the last event that no player made was counted.
    private readonly Spot unmadeMinute = new();
    private readonly Spot unmadeDay = new();
    private GameBook current = null!;
    private Timestamp recordedAt;
    private long oldestMinute;

    public RowCounter(GameBooks games, WindowBook windows, PlayerBook players, SeenBook seen)
    {
        this.games = games;
        this.windows = windows;
        this.players = players;
        this.seen = seen;
        countSession = (run, difference) => Count(PlayerFact.Session, run.Start, run.Values, difference);
    }

    public void Begin(Timestamp entryRecordedAt, long entryOldestMinute)
    {
        recordedAt = entryRecordedAt;
        oldestMinute = entryOldestMinute;
    }

    public void Count(RecordedRow row)
    {
        switch (row.Outcome)
        {
            case Outcome.Event:
                CountEvent(row);
                break;
            case Outcome.Reject when row.Key is WriteKeyKind.Production && row.ReplayOf is null:
                CountReject(row);
                break;
        }
    }

    private void CountEvent(RecordedRow row)
    {
        var playerMade = row.Event.PlayerMade;
        var tellsInstall = TellsInstall(row);
        if (!row.Live && !tellsInstall)
        {
            return;
        }

        current = games.Find(row.Game, recordedAt, oldestMinute);
        var values = DimensionValues.Of(row.Event);
        var player = playerMade || tellsInstall ? players.Find(row.PlayerKey, current) : null;
        if (row.Live)
        {
            CountLive(row, values, playerMade ? player : null);
        }

        if (tellsInstall)
        {
            SeeInstall(player!, row, values);
        }
    }

    // History may import players: rows that nobody made, but that know when a player was installed.
    private static bool TellsInstall(RecordedRow row) =>
        (row.Event.PlayerMade || (row.Key is WriteKeyKind.History or WriteKeyKind.Import && row.Event.InstalledAt is not null))
        && row.Key is not WriteKeyKind.Dev
        && !TestFlags.Any(row.Event.Flags)
        && row.Time <= row.ReceivedAt + AheadMax;

    private void CountLive(RecordedRow row, in DimensionValues values, Player? player)
    {
        var minute = row.Time.UnixMinute;
        if (minute >= oldestMinute)
        {
            var spot = player?.Minute ?? unmadeMinute;
            if (!spot.Is(current, minute))
            {
                spot.MoveTo(windows.Minute(current, minute));
            }

            CountIn(spot, row, values, player);
        }

        var day = current.DayOf(row.Time);
        if (day >= current.OldestDay)
        {
            var spot = player?.Day ?? unmadeDay;
            if (!spot.Is(current, day))
            {
                spot.MoveTo(windows.Day(current, day));
            }

            CountIn(spot, row, values, player);
        }

        if (player is not null && row.Time >= current.SessionsFrom)
        {
            SessionRuns.Trim(player.Runs, current.SessionsFrom);
            if (SessionRuns.Insert(player.Runs, row.Time, values, TimeSpan.FromMinutes(current.IdleMinutes), countSession))
            {
                players.TouchRuns(player);
            }
        }
    }

    private void CountIn(Spot spot, RecordedRow row, in DimensionValues values, Player? player)
    {
        spot.Place(values);
        var money = MoneyOf(row);
        var isPurchase = row.Event.Name == EventNames.Purchase && !row.RepeatTransaction;
        for (var index = 0; index <= DimensionValues.Count; index++)
        {
            var cell = spot[index];
            windows.Touch(spot.Window!, cell);
            cell.Events++;
            if (isPurchase)
            {
                cell.Purchases++;
            }

            if (money is { } amounts)
            {
                cell.Add(amounts);
            }
        }

        if (player is not null && !spot.IsActive)
        {
            seen.Mark(player, spot);
        }
    }

    private static LiveMoney? MoneyOf(RecordedRow row)
    {
        var fields = row.Event;
        if (row.RepeatTransaction || fields.Amount is not { } amount || fields.Currency is not { } currency)
        {
            return null;
        }

        var date = DateOnly.FromDateTime(row.Time.ToDateTimeOffset().UtcDateTime);
        return fields.Name switch
        {
            EventNames.Purchase => new LiveMoney(date, currency, amount, 0, 0),
            EventNames.AdImpression => new LiveMoney(date, currency, 0, amount, 0),
            EventNames.Refund => new LiveMoney(date, currency, 0, 0, amount),
            _ => null,
        };
    }

    private void CountReject(RecordedRow row)
    {
        current = games.Find(row.Game, recordedAt, oldestMinute);
        if (row.ReceivedAt.UnixMinute >= oldestMinute)
        {
            CountRejectIn(windows.Minute(current, row.ReceivedAt.UnixMinute));
        }

        var day = current.DayOf(row.ReceivedAt);
        if (day >= current.OldestDay)
        {
            CountRejectIn(windows.Day(current, day));
        }
    }

    private void CountRejectIn(Window window)
    {
        window.Total.Rejects++;
        windows.Touch(window, window.Total);
    }

    private void SeeInstall(Player player, RecordedRow row, in DimensionValues values)
    {
        if (player.FirstSeen is FirstSeen.LongAgo)
        {
            return;
        }

        var firstAt = row.Event.PlayerMade ? row.Time : Player.NoEvent;
        var installedAt = row.Event.InstalledAt is { } claimed && claimed >= InstalledMin && claimed < firstAt ? claimed : firstAt;
        if (installedAt >= player.InstalledAt && firstAt >= player.FirstAt)
        {
            return;
        }

        CountNew(player, -1);
        if (firstAt < player.FirstAt)
        {
            // Of events at one time the first in chain order stays the first.
            player.FirstAt = firstAt;
            player.FirstValues = values;
        }

        player.InstalledAt = installedAt < player.InstalledAt ? installedAt : player.InstalledAt;
        player.FirstSeen = player.InstalledAt < current.KeptFrom ? FirstSeen.LongAgo : FirstSeen.Recent;
        players.TouchFirst(player);
        CountNew(player, 1);
    }

    private void CountNew(Player player, int difference)
    {
        if (player.FirstAt != Player.NoEvent)
        {
            Count(PlayerFact.NewPlayer, player.InstalledAt, player.FirstValues, difference);
        }
    }

    private void Count(PlayerFact fact, Timestamp time, in DimensionValues values, int difference)
    {
        if (time.UnixMinute >= oldestMinute)
        {
            CountIn(windows.Minute(current, time.UnixMinute), fact, values, difference);
        }

        if (time >= current.KeptFrom && current.DayOf(time) is var day && day >= current.OldestDay)
        {
            CountIn(windows.Day(current, day), fact, values, difference);
        }
    }

    private void CountIn(Window window, PlayerFact fact, in DimensionValues values, int difference)
    {
        Span<LiveDimension> dimensions = [LiveDimension.Platform, LiveDimension.Country, LiveDimension.AppVersion];
        Add(window, window.Total, fact, difference);
        foreach (var dimension in dimensions)
        {
            Add(window, window.Find(dimension, values[dimension]), fact, difference);
        }
    }

    private void Add(Window window, Cell cell, PlayerFact fact, int difference)
    {
        cell.Add(fact, difference);
        windows.Touch(window, cell);
    }
}
