using System.Globalization;
using System.Text.Json;
using Frontline.Client.Contracts;
using Frontline.Core;
using Frontline.Core.Games;
using Frontline.MetricAnswers.Totals;
using Frontline.Metrics.Questions;
using Frontline.Warehouse.Queries;

namespace Frontline.MetricAnswers;

/// <summary>
/// Answers why a value is not what it was. Causes are added one after another to what was known at the moment, and the value is computed anew after each; so the changes add up, and what a later cause
/// does is what it does on top of those before it. What was kept of the day at the moment comes first: what the same moment comes to today is less by who was erased.
/// </summary>
internal sealed class ExplainService(GameData data, MetricService metrics, MetricTotals totals)
{
    /// <summary>The parameters that are known.</summary>
    public static readonly string[] Known = ["game", "day", "period", "since", "where", "currency"];

    // What each cause brings, and where to see whether it brought anything.
    private static readonly (string Cause, Func<Knowledge, Knowledge> Add, string Table)[] Causes =
    [
        ("new_events", known => known with { Later = known.Later | LaterEvents.New }, "events"),
        ("late_events", known => known with { Later = known.Later | LaterEvents.Late }, "events"),
        ("history", known => known with { Later = known.Later | LaterEvents.History }, "events"),
        ("replays", known => known with { Later = known.Later | LaterEvents.Replayed }, "events"),
        ("rates", known => known with { LaterRates = true }, "rates"),
        ("costs", known => known with { LaterCosts = true }, "cost_versions"),
    ];

    /// <exception cref="MetricException">Day, moment or filter do not fit; says what would.</exception>
    /// <exception cref="QueryException">A query ran into one of its bounds.</exception>
    public async Task<MetricExplanation> AnswerAsync(Game game, string metric, IQueryCollection query, CancellationToken cancellation)
    {
        var asked = QuestionScope.Read(query, Known);
        var day = QuestionScope.Day(query, "day") ?? throw new MetricException("bad_period", "'day' is missing: the day whose value is explained, as 2026-01-31.");
        var since = QuestionScope.Moment(query, "since") ?? throw new MetricException("bad_moment", "'since' is missing: the moment to look back to, as 2026-01-31T12:00:00Z.");
        var (from, to) = Days(day, QuestionScope.Granularity(query));
        var until = await UntilAsync(game, cancellation).ConfigureAwait(false);
        var known = new Knowledge(Timestamp.FromDateTimeOffset(since), Until: until);
        var currency = QuestionScope.Currency(query);
        var counts = new Dictionary<string, long>();
        foreach (var table in Causes.Select(cause => cause.Table).Distinct())
        {
            counts[table] = await CountAsync(game, table, known, cancellation).ConfigureAwait(false);
        }

        var before = await ValueAsync(known).ConfigureAwait(false);
        var (changes, now) = (new List<ExplainedChange>(), before);
        var kept = from == to && asked.Where is null && currency is null ? await totals.KeptAsync(game, metric, from, since, cancellation).ConfigureAwait(false) : null;
        if (kept is not null)
        {
            changes.Add(Recount(kept, await ValueAsync(new Knowledge(Timestamp.FromDateTimeOffset(kept.AsOf), Until: until)).ConfigureAwait(false), before));
        }

        foreach (var (cause, add, table) in Causes)
        {
            known = add(known);
            var (last, count) = (now, await CountAsync(game, table, known, cancellation).ConfigureAwait(false));
            if (count != counts[table])
            {
                counts[table] = count;
                now = await ValueAsync(known).ConfigureAwait(false);
            }

            changes.Add(new ExplainedChange(cause, now.Number, now.Number - last.Number, now.Events - last.Events));
        }

        return new MetricExplanation(
            now.Answer.Metric, now.Answer.Title, now.Answer.Unit, game.Id, now.Answer.Currency, now.Answer.TimeZone, from, to, asked.Where, since, until.ToDateTimeOffset(), kept?.AsOf,
            before.Number - (kept is null ? 0 : changes[0].Change ?? 0), now.Number, changes,
            now.Answer.Warnings);

        async Task<Valued> ValueAsync(Knowledge knowledge) => new(await metrics.AnswerAsync(
            game, new MetricRequest { Metric = metric, Period = Granularity.Total, Currency = currency, Scope = new QuestionScope(from, to, [], asked.Where) { Knowledge = knowledge } }, cancellation).ConfigureAwait(false));
    }

    /// <summary>What the same moment comes to today, against what was kept of it.</summary>
    private static ExplainedChange Recount(KeptTotal kept, Valued recounted, Valued before)
    {
        var change = recounted.Number is not { } number ? (decimal?)null : MetricTotals.AreSame((double)number, kept.Value) ? 0 : number - (decimal)kept.Value;
        return new ExplainedChange("recount", before.Number, change, recounted.Events - kept.Events);
    }

    /// <summary>What is loaded: more may come in while causes are added, and would be taken for the work of one.</summary>
    private async Task<Timestamp> UntilAsync(Game game, CancellationToken cancellation)
    {
        var rows = await data.QueryAsync(
            game, $"SELECT coalesce(epoch_us({GameData.LoadedUntil}), 0) AS until", knowledge: null, cancellation).ConfigureAwait(false);
        return new Timestamp(rows[0].GetProperty("until").GetInt64());
    }

    private async Task<long> CountAsync(Game game, string table, Knowledge knowledge, CancellationToken cancellation) =>
        (await data.QueryAsync(game, $"SELECT count(*) AS n FROM {table}", knowledge, cancellation).ConfigureAwait(false))[0].GetProperty("n").GetInt64();

    private static (DateOnly From, DateOnly To) Days(DateOnly day, Granularity period)
    {
        var monday = day.AddDays(-((int)(day.DayOfWeek + 6) % 7));
        var first = new DateOnly(day.Year, day.Month, 1);
        return period switch
        {
            Granularity.Day => (day, day),
            Granularity.Week => (monday, monday.AddDays(6)),
            Granularity.Month => (first, first.AddMonths(1).AddDays(-1)),
            _ => throw new MetricException("bad_period", string.Create(CultureInfo.InvariantCulture, $"A {period.ToString().ToLowerInvariant()} cannot be explained; a day, week or month can.")),
        };
    }

    private sealed record Valued(MetricAnswer Answer)
    {
        public decimal? Number { get; } = Answer.Rows is [{ Value: { ValueKind: JsonValueKind.Number } value }] && value.TryGetDecimal(out var number) ? number : null;

        public long Events { get; } = Answer.Rows.Sum(row => row.Events);
    }
}
