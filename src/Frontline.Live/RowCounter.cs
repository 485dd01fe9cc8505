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
            case Outcome.Reject when row.Key is WriteKeyKind.Production:
                CountReject(row);
                break;
        }
    }

    private void CountEvent(RecordedRow row)
    {
        var playerMade = row.Event.PlayerMade;
        var mayBeFirst = playerMade && row.Key is not WriteKeyKind.Dev && row.Time <= row.ReceivedAt + AheadMax;
        if (!row.Live && !mayBeFirst)
        {
            return;
        }

        current = games.Find(row.Game, recordedAt, oldestMinute);
        var values = DimensionValues.Of(row.Event);
        var player = playerMade ? players.Find(row.PlayerKey, current) : null;
        if (row.Live)
        {
            CountLive(row, values, player);
        }

        if (mayBeFirst)
        {
            SeeFirst(player!, row.Time, row.Event.InstalledAt, values);
        }
    }

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

    private void SeeFirst(Player player, Timestamp time, Timestamp? installedAt, in DimensionValues values)
    {
        if (player.FirstSeen is FirstSeen.LongAgo)
        {
            return;
        }

        var installed = installedAt is { } claimed && claimed < time ? claimed : time;
        if (player.FirstSeen is FirstSeen.Recent)
        {
            if (installed >= player.InstalledAt && time >= player.FirstAt)
            {
                return;
            }

            Count(PlayerFact.NewPlayer, player.InstalledAt, player.FirstValues, -1);
            installed = installed < player.InstalledAt ? installed : player.InstalledAt;
        }

        // Of events at one time the first in chain order stays the first.
        if (player.FirstSeen is FirstSeen.Never || time < player.FirstAt)
        {
            player.FirstAt = time;
            player.FirstValues = values;
        }

        player.InstalledAt = installed;
        player.FirstSeen = installed < current.KeptFrom ? FirstSeen.LongAgo : FirstSeen.Recent;
        players.TouchFirst(player);
        Count(PlayerFact.NewPlayer, installed, player.FirstValues, 1);
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
