using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.Games;
using Frontline.Core.Live;
using Frontline.Core.Road;
using Frontline.Live;

namespace Frontline.Properties.Live;

/// <summary>The numbers of kept windows counted from all rows at once, as docs/specs/live.md words them: slow and obvious.</summary>
internal sealed class NaiveRecount(IReadOnlyList<RecordedRow> rows, LiveSlice slice, Timestamp recordedAt, IGameCalendar calendar)
{
    private readonly Dictionary<(LiveWindowKey Window, string Metric, DateOnly? Date, string? Currency), decimal> sums = [];
    private readonly HashSet<(LiveWindowKey Window, long Player)> active = [];
    private readonly HashSet<LiveWindowKey> known = slice.Windows.Select(window => window.Window).ToHashSet();

    public HashSet<LiveFact> Count()
    {
        foreach (var game in slice.Games)
        {
            var own = rows.Where(row => row.Game == game.Game).ToList();
            var live = own.Where(row => row.Outcome is Outcome.Event && row.Live).ToList();
            live.ForEach(row => CountEvent(game, row));
            foreach (var reject in own.Where(row => row.Outcome is Outcome.Reject && row.Key is WriteKeyKind.Production))
            {
                foreach (var window in Windows(game, reject.ReceivedAt, reject).Where(window => window.Dimension is LiveDimension.Total))
                {
                    Add(window, "rejects", 1);
                }
            }

            foreach (var player in live.Where(row => row.Event.PlayerMade).GroupBy(row => row.PlayerKey))
            {
                CountSessions(game, [.. player.OrderBy(row => row.Time)]);
            }

            var telling = own.Where(row => row.Outcome is Outcome.Event && row.Key is not WriteKeyKind.Dev && row.Time - row.ReceivedAt <= TimeSpan.FromHours(24));
            foreach (var player in telling.GroupBy(row => row.PlayerKey).Where(player => player.Any(row => row.Event.PlayerMade)))
            {
                var first = player.Where(row => row.Event.PlayerMade).MinBy(row => row.Time)!;
                var claims = player.Where(row => row.Event.PlayerMade || row.Key is WriteKeyKind.History or WriteKeyKind.Import)
                    .Select(row => row.Event.InstalledAt)
                    .Where(at => at?.ToDateTimeOffset().Year >= 2000)
                    .Select(at => at!.Value);
                AddAt(game, claims.Append(first.Time).Min(), first, "new_players");
            }
        }

        return sums.Where(sum => sum.Value != 0).Select(sum => new LiveFact(sum.Key.Window, sum.Key.Metric, sum.Key.Date, sum.Key.Currency, sum.Value)).ToHashSet();
    }

    private void CountEvent(LiveGame game, RecordedRow row)
    {
        foreach (var window in Windows(game, row.Time, row))
        {
            Add(window, "events", 1);
            if (row.Event.PlayerMade && active.Add((window, row.PlayerKey)))
            {
                Add(window, "active_players", 1);
            }

            if (row.RepeatTransaction)
            {
                continue;
            }

            if (row.Event.Name == "purchase")
            {
                Add(window, "purchases", 1);
            }

            var metric = row.Event.Name switch { "purchase" => "purchase_revenue", "ad_impression" => "ad_revenue", "refund" => "refunds", _ => null };
            if (metric is not null && row.Event.Amount is { } amount)
            {
                Add(window, metric, amount, DateOnly.FromDateTime(row.Time.ToDateTimeOffset().UtcDateTime), row.Event.Currency);
            }
        }
    }

    private void CountSessions(LiveGame game, List<RecordedRow> ordered)
    {
        for (var index = 0; index < ordered.Count; index++)
        {
            if (index == 0 || ordered[index].Time - ordered[index - 1].Time > TimeSpan.FromMinutes(game.SessionIdleMinutes))
            {
                AddAt(game, ordered[index].Time, ordered[index], "sessions");
            }
        }
    }

    private void AddAt(LiveGame game, Timestamp time, RecordedRow row, string metric)
    {
        foreach (var window in Windows(game, time, row))
        {
            Add(window, metric, 1);
        }
    }

    private void Add(LiveWindowKey window, string metric, decimal number, DateOnly? date = null, string? currency = null)
    {
        var key = (window, metric, date, currency);
        sums[key] = sums.GetValueOrDefault(key) + number;
    }

    private IEnumerable<LiveWindowKey> Windows(LiveGame game, Timestamp time, RecordedRow row)
    {
        if (time.UnixMinute > recordedAt.UnixMinute - (48 * 60))
        {
            foreach (var window in Split(new LiveWindowKey(game.Game, LiveWindowKind.Minute, time.UnixMinute, LiveDimension.Total, ""), row))
            {
                yield return window;
            }
        }

        var day = calendar.DayOf(game.TimeZone, time).DayNumber;
        if (day >= game.OldestDay)
        {
            foreach (var window in Split(new LiveWindowKey(game.Game, LiveWindowKind.Day, day, LiveDimension.Total, ""), row))
            {
                yield return window;
            }
        }
    }

    private IEnumerable<LiveWindowKey> Split(LiveWindowKey total, RecordedRow row)
    {
        yield return total;
        yield return Part(total, LiveDimension.Platform, row.Event.Platform);
        yield return Part(total, LiveDimension.Country, row.Event.Country);
        yield return Part(total, LiveDimension.AppVersion, row.Event.AppVersion);
    }

    // A value is counted apart where the windows list it, else under the others: what a check in SQL does too.
    private LiveWindowKey Part(LiveWindowKey total, LiveDimension dimension, string? value)
    {
        var part = total with { Dimension = dimension, Value = value ?? "(none)" };
        return known.Contains(part) ? part : part with { Value = "other" };
    }
}
