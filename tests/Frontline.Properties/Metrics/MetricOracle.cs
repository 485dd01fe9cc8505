using Frontline.Metrics.Questions;
using Frontline.Tests.Warehouse.Support;

namespace Frontline.Properties.Metrics;

/// <summary>
/// The metrics a second time, from the events alone, as DESIGN's table of definitions says them: sets and sums in memory, slow and plain. It shares nothing with the compiler, nor its zones with
/// the warehouse's.
/// </summary>
internal sealed class MetricOracle
{
    private readonly List<OracleEvent> events;
    private readonly Dictionary<long, OracleEvent> firsts;
    private readonly Dictionary<long, OracleEvent> firstPurchases;
    private readonly DateTime until;
    private readonly DateOnly today;

    public MetricOracle(IEnumerable<TestRow> rows, TimeZoneInfo zone)
    {
        events = [.. rows.Select(row => Event(row, zone)).OrderBy(happened => happened.Time)];
        firsts = events.Where(happened => happened.Row.PlayerMade).GroupBy(happened => happened.Player).ToDictionary(player => player.Key, player => player.First());
        firstPurchases = events.Where(happened => happened.IsPurchase).GroupBy(happened => happened.Player).ToDictionary(player => player.Key, player => player.First());
        until = events[^1].Time;
        today = events[^1].Day;
    }

    /// <summary>Values by period and dimension; a null where there is nothing to divide by.</summary>
    public SortedDictionary<string, double?> Answer(string metric, OracleQuestion asked) => metric switch
    {
        "events" => Sum(asked, events, _ => 1),
        "dau" => MeanOfDays(asked, day => Distinct(asked, day, day)),
        "wau" => MeanOfDays(asked, day => Distinct(asked, day.AddDays(-6), day)),
        "mau" => MeanOfDays(asked, day => Distinct(asked, day.AddDays(-29), day)),
        "stickiness" => Stickiness(asked),
        "active_players" => Whole(asked, events.Where(happened => happened.Row.PlayerMade)),
        "new_players" => Sum(asked, firsts.Values, _ => 1),
        "revenue" => Revenue(asked),
        "arpdau" => Ratio(asked, Revenue(asked), PlayerDays(asked)),
        "purchases" => Sum(asked, events.Where(happened => happened.IsPurchase), _ => 1),
        "payers" => Whole(asked, events.Where(happened => happened.IsPurchase)),
        "conversion" => Ratio(asked, Whole(asked, events.Where(happened => happened.IsPurchase)), Whole(asked, events.Where(happened => happened.Row.PlayerMade))),
        "first_time_payers" => Sum(asked, firstPurchases.Values, _ => 1),
        "completion_rate" => Ratio(asked, Levels(asked, "level_complete"), Levels(asked, "level_complete", "level_fail")),
        "retention_d2" => Cohort(asked, 2, player => Active(player, 2, 2)),
        "rolling_retention_d3" => Cohort(asked, 3, player => Active(player, 3, 9999)),
        "bracket_retention_d1_d5" => Cohort(asked, 5, player => Active(player, 1, 5)),
        "retention_24h_d1" => Cohort(asked, 1, player => Within(player, 24, 48), first => first.Time.AddHours(48) <= until),
        "ltv_d4" => Cohort(asked, 4, player => events.Where(happened => happened.Player == player.Player && happened.IsPayment && Age(player, happened) is >= 0 and <= 4).Sum(happened => (double)happened.Row.Amount!)),
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "The oracle does not know it."),
    };

    private SortedDictionary<string, double?> Sum(OracleQuestion asked, IEnumerable<OracleEvent> counted, Func<OracleEvent, double> weight) =>
        Grouped(asked, counted, group => group.Sum(weight));

    private SortedDictionary<string, double?> Whole(OracleQuestion asked, IEnumerable<OracleEvent> counted) => Grouped(asked, counted, group => group.Select(happened => happened.Player).Distinct().Count());

    private SortedDictionary<string, double?> Revenue(OracleQuestion asked) => Sum(asked, events.Where(happened => happened.IsPayment), happened => (double)happened.Row.Amount!);

    private SortedDictionary<string, double?> PlayerDays(OracleQuestion asked) =>
        Grouped(asked, events.Where(happened => happened.Row.PlayerMade), group => group.Select(happened => (happened.Player, happened.Day)).Distinct().Count());

    private SortedDictionary<string, double?> Levels(OracleQuestion asked, params string[] names) =>
        Grouped(asked, events.Where(happened => happened.Row is { Level: not null, Name: "level_start" or "level_complete" or "level_fail" }), group => group.Count(happened => names.Contains(happened.Row.Name)));

    private SortedDictionary<string, double?> Grouped(OracleQuestion asked, IEnumerable<OracleEvent> counted, Func<IEnumerable<OracleEvent>, double> measure)
    {
        var result = Empty(asked, 0);
        foreach (var group in counted.Where(happened => happened.Day >= asked.From && happened.Day <= asked.To && asked.Where(happened.Row)).GroupBy(happened => Key(asked, asked.PeriodOf(happened.Day), happened.Row)))
        {
            result[group.Key] = measure(group);
        }

        return result;
    }

    private List<(string? Value, int Players)> Distinct(OracleQuestion asked, DateOnly from, DateOnly to) =>
    [
        .. events.Where(happened => happened.Row.PlayerMade && happened.Day >= from && happened.Day <= to && asked.Where(happened.Row))
            .GroupBy(happened => asked.By?.Invoke(happened.Row)).Select(group => (group.Key, group.Select(happened => happened.Player).Distinct().Count())),
    ];

    private SortedDictionary<string, double?> MeanOfDays(OracleQuestion asked, Func<DateOnly, List<(string? Value, int Players)>> ofDay)
    {
        var result = Empty(asked, 0);
        foreach (var period in Days(asked).GroupBy(asked.PeriodOf))
        {
            foreach (var value in period.SelectMany(ofDay).GroupBy(day => day.Value))
            {
                result[Key(period.Key, asked.By is null ? "" : Text(value.Key))] = value.Sum(day => day.Players) / (double)period.Count();
            }
        }

        return result;
    }

    private SortedDictionary<string, double?> Stickiness(OracleQuestion asked)
    {
        var result = Empty(asked, null);
        foreach (var period in Days(asked).GroupBy(asked.PeriodOf))
        {
            foreach (var value in period.SelectMany(day =>
            {
                var active = Distinct(asked, day, day);
                return Distinct(asked, day.AddDays(-29), day).Select(month => (month.Value, Share: active.FirstOrDefault(one => one.Value == month.Value).Players / (double)month.Players));
            }).GroupBy(day => day.Value))
            {
                result[Key(period.Key, asked.By is null ? "" : Text(value.Key))] = value.Average(day => day.Share);
            }
        }

        return result;
    }

    private SortedDictionary<string, double?> Cohort(OracleQuestion asked, int lastDay, Func<OracleEvent, double> measure, Func<OracleEvent, bool>? isOver = null)
    {
        var result = new SortedDictionary<string, double?>(StringComparer.Ordinal);
        var cohort = firsts.Values.Where(first => first.Day >= asked.From && first.Day <= asked.To && asked.Where(first.Row) && (isOver?.Invoke(first) ?? first.Day.AddDays(lastDay) < today));
        foreach (var group in cohort.GroupBy(first => Key(asked, asked.PeriodOf(first.Day), first.Row)))
        {
            result[group.Key] = group.Sum(measure) / group.Count();
        }

        return result;
    }

    private double Active(OracleEvent first, int from, int to) => events.Any(happened => happened.Player == first.Player && happened.Row.PlayerMade && Age(first, happened) >= from && Age(first, happened) <= to) ? 1 : 0;

    private double Within(OracleEvent first, int fromHours, int toHours) =>
        events.Any(happened => happened.Player == first.Player && happened.Row.PlayerMade && happened.Time >= first.Time.AddHours(fromHours) && happened.Time < first.Time.AddHours(toHours)) ? 1 : 0;

    private static int Age(OracleEvent first, OracleEvent happened) => happened.Day.DayNumber - first.Day.DayNumber;

    private static SortedDictionary<string, double?> Ratio(OracleQuestion asked, SortedDictionary<string, double?> numerators, SortedDictionary<string, double?> denominators)
    {
        var result = new SortedDictionary<string, double?>(StringComparer.Ordinal);
        foreach (var key in numerators.Keys.Union(denominators.Keys))
        {
            var denominator = denominators.GetValueOrDefault(key) ?? 0;
            result[key] = denominator == 0 ? null : (numerators.GetValueOrDefault(key) ?? 0) / denominator;
        }

        return result;
    }

    private IEnumerable<DateOnly> Days(OracleQuestion asked) =>
        Enumerable.Range(asked.From.DayNumber, asked.To.DayNumber - asked.From.DayNumber + 1).Select(DateOnly.FromDayNumber).Where(day => day <= today);

    private SortedDictionary<string, double?> Empty(OracleQuestion asked, double? value)
    {
        var result = new SortedDictionary<string, double?>(StringComparer.Ordinal);
        foreach (var period in asked.By is null ? Days(asked).Select(asked.PeriodOf).Distinct() : [])
        {
            result[Key(period, "")] = value;
        }

        return result;
    }

    private static string Key(OracleQuestion asked, DateOnly period, TestRow row) => Key(period, asked.By is null ? "" : Text(asked.By(row)));

    private static string Key(DateOnly period, string value) => FormattableString.Invariant($"{period:yyyy-MM-dd}{(value.Length == 0 ? "" : "|" + value)}");

    private static string Text(string? value) => value ?? "NULL";

    private static OracleEvent Event(TestRow row, TimeZoneInfo zone)
    {
        var time = DateTime.UnixEpoch.AddTicks(row.Time.UnixMicros * TimeSpan.TicksPerMicrosecond);
        return new OracleEvent(time, DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(time, zone)), row);
    }
}
