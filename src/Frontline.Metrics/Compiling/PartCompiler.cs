using Frontline.Metrics.Catalogue;
using Frontline.Metrics.Definitions;
using Frontline.Metrics.Questions;

namespace Frontline.Metrics.Compiling;

/// <summary>The queries behind the numbers that metrics are made of. A question with intervals has them by player.</summary>
internal sealed class PartCompiler(MetricQuestion question, Days days)
{
    /// <summary>Names that only events have. Stretches of 24 hours are told from the times of events, which aggregated rows do not have.</summary>
    public static readonly string[] NamesOfTimes = ["player_made"];

    /// <summary>What is grouped by beside the period: each alias followed by a comma.</summary>
    private readonly string aliases = string.Concat(question.By.Select(SqlText.Name).Concat(question.WithInterval ? ["player_key"] : []).Select(alias => alias + ", "));

    private readonly string playerAndAliases = string.Join(", ", question.By.Select(SqlText.Name).Prepend("player_key"));

    /// <summary>Rows of the question's days, aggregated by period.</summary>
    public Part Aggregate(string name, AggregateFormula formula)
    {
        var rows = Rows(formula);
        var selected = $"{days.PeriodOf(rows.Source.Day)} AS period, {Dimensions(rows)}";
        var inside = days.Contain(rows.Source.Day);
        switch (formula.Measure.Kind)
        {
            case MeasureKind.Money:
                return new Part(name, Money(name, rows, selected, rows.From([inside]), aliases), "0", IsMoney: true);
            case MeasureKind.TopMoney:
                return new Part(name, TopMoney(name, formula.Measure.At, Money("spent", rows, selected + "s.player_key AS player_key, ", rows.From([inside]), aliases + "player_key, ")), "0", IsMoney: true);
        }

        var value = rows.Value(formula.Measure);
        return new Part(
            name, $"SELECT {selected}{value} AS {name}, sum({rows.Source.Events})::BIGINT AS event_count\n  {rows.From([inside])}\n  GROUP BY ALL",
            formula.Measure.Kind is MeasureKind.Average or MeasureKind.Quantile ? "NULL" : "0", IsMoney: false);
    }

    /// <summary>
    /// Distinct players of a day and those before it. A player's days cover stretches of days, each ending where the next begins, so that a player is counted once on every day;
    /// no set is kept for any day.
    /// </summary>
    public Part Trailing(string name, AggregateFormula formula, int length)
    {
        var rows = Rows(formula);
        if (rows is { Source.Bitmaps: { } bitmaps, Dimensions.Count: 0 } && formula.Where is null && question is { Where: null, WithInterval: false } && length <= ActivityBitmaps.TrailingDaysMax)
        {
            return TrailingBitmaps(name, rows, bitmaps, length);
        }

        var day = rows.Source.Day;
        var inside = $"{day} BETWEEN {SqlText.Literal(days.From.AddDays(1 - length))} AND {SqlText.Literal(days.To)}";
        var seen = $"SELECT {day} AS day, s.player_key, {Dimensions(rows)}sum({rows.Source.Events})::BIGINT AS event_count\n    {Indent(rows.From([inside]))}\n    GROUP BY ALL";
        var query =
            $"""
            SELECT period, {aliases}sum({name})::BIGINT AS {name}, sum(event_count)::BIGINT AS event_count
              FROM (
                WITH seen AS ({seen}),
                stretches AS (
                  SELECT day, {aliases}least(day + {length}, coalesce(lead(day) OVER (PARTITION BY {playerAndAliases} ORDER BY day), day + {length})) AS until FROM seen)
                SELECT unnest(generate_series(greatest(day, {SqlText.Literal(days.From)}), least(until - 1, {SqlText.Literal(days.To)}), INTERVAL 1 DAY))::DATE AS period, {aliases}1 AS {name}, 0 AS event_count FROM stretches
                UNION ALL
                {EventsOnce(aliases, $"SELECT day, {aliases}sum(event_count) AS event_count FROM seen GROUP BY ALL", length)})
              GROUP BY ALL
            """;
        return new Part(name, query, "0", IsMoney: false);
    }

    private Part TrailingBitmaps(string name, Selection rows, string bitmaps, int length)
    {
        var day = rows.Source.Day;
        var inside = $"{day} BETWEEN {SqlText.Literal(days.From.AddDays(1 - length))} AND {SqlText.Literal(days.To)}";
        var query =
            $"""
            SELECT period, sum({name})::BIGINT AS {name}, sum(event_count)::BIGINT AS event_count
              FROM (
                SELECT day AS period, players AS {name}, 0 AS event_count FROM (
                  {Indent(ActivityBitmaps.CountTrailing(bitmaps, days.From, days.To, length))})
                UNION ALL
                {EventsOnce("", $"SELECT {day} AS day, sum({rows.Source.Events})::BIGINT AS event_count {Indent(rows.From([inside]))} GROUP BY ALL", length)})
              GROUP BY ALL
            """;
        return new Part(name, query, "0", IsMoney: false);
    }

    // An event counts once for each period asked for, on the first of its days that looks at it.
    private static string EventsOnce(string aliases, string byDay, int length) =>
        $"SELECT greatest(day, begins), {aliases}0, event_count FROM ({byDay}) JOIN periods ON day BETWEEN begins - {SqlText.Literal(length - 1)} AND ends";

    /// <summary>What players of the question's install days did later: the sum, what it is divided by, and what is taken off it.</summary>
    public (Part Sum, Part? Base, Part? Less) Cohort(MetricReference reference, CohortFormula formula)
    {
        var name = reference.Name;
        var from = formula.From.Value(reference.Numbers);
        var to = formula.To?.Value(reference.Numbers);
        if (to < from)
        {
            throw new MetricException("bad_period", $"'{name}' is about day {from} to day {to} after the install day, and day {to} is before day {from}.");
        }

        var cohort = Players(formula, to ?? from);
        var rows = new Selection(formula.Source, formula.Where, Names(formula.Measure, formula.Unit), [], filter: null);
        var reach = formula.Unit == CohortUnit.Days
            ? $"{rows.Source.Day} {(to is { } last ? $"BETWEEN c.install_day + {SqlText.Literal(from)} AND c.install_day + {SqlText.Literal(last)}" : $">= c.install_day + {SqlText.Literal(from)}")}"
            : $"s.time >= c.first_seen + INTERVAL {SqlText.Literal(24 * from)} HOUR{(to is { } end ? $" AND s.time < c.first_seen + INTERVAL {SqlText.Literal(24 * (end + 1))} HOUR" : "")}";
        var value = formula.Measure.Kind == MeasureKind.Money ? "" : $"{rows.Value(formula.Measure)} AS {name}, ";
        var source = rows.From([reach], Selection.ToCohort);
        var columns = string.Concat(question.By.Select(SqlText.Name).Concat(question.WithInterval ? ["player_key"] : []).Select(alias => $"c.{alias}, "));
        var body = formula.Measure.Kind == MeasureKind.Money
            ? Money(name, rows, $"c.period, {columns}", source, aliases)
            : $"SELECT c.period, {columns}{value}sum({rows.Source.Events})::BIGINT AS event_count\n  {source}\n  GROUP BY ALL";
        var sum = new Part(name, $"WITH cohort AS (\n  {cohort})\n  {body}", "0", formula.Measure.Kind == MeasureKind.Money);
        return (sum, Base(name + "_of", formula.Per, cohort, to ?? from), formula.LessSpend ? Base(name + "_spend", CohortBase.Spend, cohort, to ?? from) : null);
    }

    private Part? Base(string name, CohortBase per, string cohort, int lastDay)
    {
        switch (per)
        {
            case CohortBase.Players:
                return new Part(name, $"WITH cohort AS (\n  {cohort})\n  SELECT period, {aliases}count(*) AS {name}, 0 AS event_count FROM cohort GROUP BY ALL", "0", IsMoney: false);
            case CohortBase.Spend:
                var rows = new Selection(Sources.MetricSources.All["spend"], where: null, [], question.By, question.Where);
                return new Part(
                    name,
                    Money(name, rows, $"{days.PeriodOf(rows.Source.Day)} AS period, {Dimensions(rows)}", rows.From([days.Contain(rows.Source.Day), $"{rows.Source.Day} + {SqlText.Literal(lastDay)} < (SELECT until_day FROM reach)"]), aliases),
                    "0", IsMoney: true);
            default:
                return null;
        }
    }

    private string Players(CohortFormula formula, int lastDay)
    {
        var players = new Selection(Sources.MetricSources.All["installs"], where: null, [], question.By, question.Where);
        var over = formula.Unit == CohortUnit.Days
            ? $"s.install_day + {SqlText.Literal(lastDay)} < (SELECT until_day FROM reach)"
            : $"s.first_seen + INTERVAL {SqlText.Literal(24 * (lastDay + 1))} HOUR <= (SELECT until FROM reach)";
        return $"SELECT {players.Selected}{days.PeriodOf("s.install_day")} AS period, s.player_key, s.install_day, s.first_seen\n  {players.From([days.Contain("s.install_day"), over])}";
    }

    private string Money(string name, Selection rows, string selected, string from, string keys) => MoneyQuery.Write(name, question.Game.Currency, "period, " + keys, selected, rows, from);

    // The players who paid most, that part of them, rounded up: of 150 payers the top 1 % are 2.
    private string TopMoney(string name, decimal part, string spentByPlayer) =>
        $"""
        SELECT period, {aliases}sum(spent) FILTER (WHERE spent > 0 AND place <= ceil(payers * {SqlText.Literal(part)})) AS {name}, sum(event_count)::BIGINT AS event_count, max(unconverted) AS unconverted
          FROM (
            SELECT *, row_number() OVER (PARTITION BY {aliases}period ORDER BY spent DESC NULLS LAST) AS place, count(*) FILTER (WHERE spent > 0) OVER (PARTITION BY {aliases}period) AS payers
            FROM ({Indent(spentByPlayer)}) WHERE spent > 0 OR unconverted IS NOT NULL)
          GROUP BY ALL
        """;

    private Selection Rows(AggregateFormula formula) => new(formula.Source, formula.Where, Names(formula.Measure, CohortUnit.Days), question.By, question.Where);

    private static IEnumerable<string> Names(Measure measure, CohortUnit unit) => [.. measure.Value?.Names ?? [], .. unit == CohortUnit.Hours24 ? NamesOfTimes : []];

    private string Dimensions(Selection rows) => rows.Selected + (question.WithInterval && rows.Source.HasPlayers ? "s.player_key AS player_key, " : "");

    private static string Indent(string text) => text.Replace("\n", "\n  ", StringComparison.Ordinal);
}
