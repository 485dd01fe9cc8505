using System.Globalization;
using System.Text.Json;
using Frontline.Core;
using Frontline.Core.Games;
using Frontline.Core.Live;

namespace Frontline.Live;

/// <summary>Writes the answer of <c>/api/live</c>, docs/specs/live.md, "The answer".</summary>
internal sealed class LiveJson(Utf8JsonWriter json, LiveRequest request, LiveSlice slice, LiveClock clock, IGameCalendar calendar, int valuesMax)
{
    private readonly LiveSeries total = new("", request.Minutes);
    private readonly Dictionary<string, LiveSeries> values = new(StringComparer.Ordinal);

    public void Write()
    {
        Arrange();
        var ranked = Ranked();
        json.WriteStartObject();
        WriteHead();
        json.WriteStartArray("minutes");
        for (var minute = clock.FirstMinute; minute <= clock.LastMinute; minute++)
        {
            json.WriteStringValue(Text(new Timestamp(minute * Timestamp.MicrosPerMinute)));
        }

        json.WriteEndArray();
        json.WritePropertyName("total");
        WriteSeries(total);
        if (request.By is not LiveDimension.Total)
        {
            json.WriteStartArray("values");
            ranked.ForEach(WriteSeries);
            json.WriteEndArray();
        }

        WriteDays(ranked);
        WriteNotes(values.Count - ranked.Count);
        json.WriteEndObject();
    }

    private void Arrange()
    {
        if (request.Value is { } only)
        {
            values.Add(only, new LiveSeries(only, request.Minutes));
        }

        foreach (var (window, numbers) in slice.Windows)
        {
            if (window.Kind is not LiveWindowKind.Minute || !IsWanted(window))
            {
                continue;
            }

            var series = total;
            if (window.Dimension is not LiveDimension.Total && !values.TryGetValue(window.Value, out series))
            {
                series = new LiveSeries(window.Value, request.Minutes);
                values.Add(window.Value, series);
            }

            series[(int)(window.Start - clock.FirstMinute)] = numbers;
        }
    }

    private bool IsWanted(LiveWindowKey window) => window.Dimension is LiveDimension.Total || request.Value is null || window.Value == request.Value;

    private List<LiveSeries> Ranked() =>
        [.. values.Values.OrderByDescending(series => series.Events).ThenBy(series => series.Value, StringComparer.Ordinal).Take(valuesMax + 1)];

    private void WriteHead()
    {
        json.WriteString("game", request.Game);
        json.WriteString("time_zone", clock.TimeZone);
        json.WriteNumber("session_idle_minutes", clock.SessionIdleMinutes);
        WriteAsOf(slice.Positions.OrderBy(position => position.AsOf).LastOrDefault());

        json.WriteStartArray("positions");
        foreach (var position in slice.Positions)
        {
            json.WriteStartObject();
            json.WriteString("log", position.Chain.Log);
            json.WriteNumber("partition", position.Chain.Partition);
            json.WriteNumber("entry", position.Entry);
            WriteAsOf(position);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (clock.IsSettled is { } settled)
        {
            json.WriteBoolean("settled", settled);
        }
        else
        {
            json.WriteNull("settled");
        }

        if (request.By is LiveDimension.Total)
        {
            json.WriteNull("by");
        }
        else
        {
            json.WriteString("by", LiveRequest.NameOf(request.By));
        }
    }

    private void WriteAsOf(LivePosition position)
    {
        if (position.Entry == 0)
        {
            json.WriteNull("as_of");
        }
        else
        {
            json.WriteString("as_of", position.AsOf.ToString());
        }
    }

    private void WriteSeries(LiveSeries series)
    {
        json.WriteStartObject();
        if (!ReferenceEquals(series, total))
        {
            json.WriteString("value", series.Value);
        }

        WriteNumbers("events", series, static numbers => numbers.Events);
        WriteNumbers("active_players", series, static numbers => numbers.ActivePlayers);
        WriteNumbers("new_players", series, static numbers => numbers.NewPlayers);
        WriteNumbers("sessions", series, static numbers => numbers.Sessions);
        WriteNumbers("purchases", series, static numbers => numbers.Purchases);
        if (ReferenceEquals(series, total))
        {
            WriteNumbers("rejects", series, static numbers => numbers.Rejects);
        }

        json.WriteStartArray("money");
        foreach (var currency in series.Currencies.ToList())
        {
            json.WriteStartObject();
            json.WriteString("currency", currency);
            WriteAmounts("revenue", series, currency, static money => money.Purchases + money.Ads);
            WriteAmounts("purchase_revenue", series, currency, static money => money.Purchases);
            WriteAmounts("ad_revenue", series, currency, static money => money.Ads);
            WriteAmounts("refunds", series, currency, static money => money.Refunds);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteNumbers(string name, LiveSeries series, Func<LiveNumbers, long> number)
    {
        json.WriteStartArray(name);
        for (var index = 0; index < series.Minutes; index++)
        {
            json.WriteNumberValue(number(series[index]));
        }

        json.WriteEndArray();
    }

    private void WriteAmounts(string name, LiveSeries series, string currency, Func<LiveMoney, decimal> amount)
    {
        json.WriteStartArray(name);
        for (var index = 0; index < series.Minutes; index++)
        {
            json.WriteStringValue(Text(series[index].Money.Where(money => money.Currency == currency).Sum(amount)));
        }

        json.WriteEndArray();
    }

    private void WriteDays(List<LiveSeries> ranked)
    {
        json.WriteStartArray("days");
        for (var day = clock.FirstDay; day <= clock.LastDay; day++)
        {
            var windows = slice.Windows.Where(window => window.Window.Kind is LiveWindowKind.Day && window.Window.Start == day && IsWanted(window.Window)).ToList();
            var date = DateOnly.FromDayNumber((int)day);
            json.WriteStartObject();
            json.WriteString("day", date.ToString("O", CultureInfo.InvariantCulture));
            json.WriteString("starts_at", calendar.StartOf(clock.TimeZone, date).ToString());
            json.WriteString("ends_at", calendar.StartOf(clock.TimeZone, date.AddDays(1)).ToString());
            WriteTotals(windows.Find(window => window.Window.Dimension is LiveDimension.Total).Numbers, isTotal: true);
            if (request.By is not LiveDimension.Total)
            {
                json.WriteStartArray("values");
                foreach (var (window, numbers) in windows.Where(window => window.Window.Dimension is not LiveDimension.Total)
                    .OrderByDescending(window => window.Numbers.Events)
                    .ThenBy(window => window.Window.Value, StringComparer.Ordinal))
                {
                    json.WriteStartObject();
                    json.WriteString("value", window.Value);
                    WriteTotals(numbers, isTotal: false);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteTotals(LiveNumbers? known, bool isTotal)
    {
        var numbers = known ?? LiveNumbers.Zero;
        json.WriteNumber("events", numbers.Events);
        json.WriteNumber("active_players", numbers.ActivePlayers);
        json.WriteNumber("new_players", numbers.NewPlayers);
        json.WriteNumber("sessions", numbers.Sessions);
        json.WriteNumber("purchases", numbers.Purchases);
        if (isTotal)
        {
            json.WriteNumber("rejects", numbers.Rejects);
        }

        json.WriteStartArray("money");
        foreach (var money in numbers.Money)
        {
            json.WriteStartObject();
            json.WriteString("currency", money.Currency);
            json.WriteString("date", money.Date.ToString("O", CultureInfo.InvariantCulture));
            json.WriteString("revenue", Text(money.Purchases + money.Ads));
            json.WriteString("purchase_revenue", Text(money.Purchases));
            json.WriteString("ad_revenue", Text(money.Ads));
            json.WriteString("refunds", Text(money.Refunds));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteNotes(int leftOut)
    {
        json.WriteStartArray("notes");
        json.WriteStringValue("Money is gross, per currency and not converted; refunds are not subtracted.");
        if (request.By is not LiveDimension.Total)
        {
            json.WriteStringValue("A player counts under each value seen in a window, so parts may add up to more than the total.");
        }

        if (leftOut > 0)
        {
            json.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"{leftOut} values with fewer events are left out; ask for one with 'value'."));
        }

        if (clock.SessionsSince > clock.FirstMinute)
        {
            json.WriteStringValue($"The idle minutes were changed: sessions that began before {Text(new Timestamp(clock.SessionsSince * Timestamp.MicrosPerMinute))} were derived with others.");
        }

        json.WriteEndArray();
    }

    private static string Text(Timestamp minute) => minute.ToDateTimeOffset().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    // Amounts have at most 8 fraction digits; sums keep them all.
    private static string Text(decimal amount) => amount.ToString("0.########", CultureInfo.InvariantCulture);
}
