using Frontline.Metrics.Questions;
using Frontline.Metrics.Sources;

namespace Frontline.Metrics.Compiling;

/// <summary>
/// Funnels as SQL: one pass over the events that are steps, in each player's order (time, then as they were received); no join of events with events. An event is one step of a chain only, and a
/// later step may have the time of the one before it.
/// </summary>
/// <remarks>
/// From any start: of all chains that reach an event, only the one that began last matters, since it has the most time left; so one running maximum per step is enough. From the first start: each
/// step is the first event of its kind behind the step before.
/// </remarks>
public static class FunnelCompiler
{
    private const string Place = "ORDER BY time, log, receipt, receipt_index";

    /// <summary>
    /// One statement that gives <c>step</c> (from 1), the dimensions, <c>players</c> and <c>median_s</c> (seconds from the step before, of those who took it; null for the first). With dimensions, steps that
    /// nobody took have no row.
    /// </summary>
    /// <exception cref="MetricException">Steps, dimensions, filter or days do not fit.</exception>
    public static string Compile(FunnelQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        Check(question);
        var scope = SourceScope.For(MetricSources.All["events"], []);
        var steps = question.Steps.Select((step, i) => $"coalesce({Condition(step, scope)}, false) AS is_{SqlText.Literal(i + 1)}").ToList();
        var enters = question.Where is { } where ? Asked.Compile("bad_filter", "--where: ", () => ConditionCompiler.Condition(where, scope)) : "true";
        var dimensions = question.By.Select(name => (Alias: SqlText.Name(name), Sql: Asked.Compile("bad_dimension", "--by: ", () => scope.Resolve(name, 1).Sql))).ToList();
        var aliases = string.Concat(dimensions.Select(dimension => dimension.Alias + ", "));
        var values = string.Concat(dimensions.Select(dimension => $"arg_min({dimension.Alias}, n) FILTER (WHERE starts) AS {dimension.Alias}, "));
        var days = question.Within.Days + 1;
        return
            $"""
            WITH happened AS (
              SELECT s.game, s.player_key, s.time, s.log, s.receipt, s.receipt_index, epoch_us(s.time) AS us, s.day BETWEEN {SqlText.Literal(question.From)} AND {SqlText.Literal(question.To)} AND {enters} AS enters,
                {string.Concat(dimensions.Select(dimension => $"{dimension.Sql} AS {dimension.Alias}, "))}{string.Join(", ", steps)}
              FROM main.events AS s{scope.Joins}
              WHERE s.day BETWEEN {SqlText.Literal(question.From)} AND {SqlText.Literal(question.To.AddDays(Math.Min(days, DateOnly.MaxValue.DayNumber - question.To.DayNumber)))} AND s.name IN ({string.Join(", ", question.Steps.Select(step => step.Event).Distinct().Select(SqlText.Literal))})),
            ordered AS (
              SELECT *, is_1 AND coalesce(enters, false) AS starts, row_number() OVER (PARTITION BY game, player_key {Place}) AS n FROM happened),
            {(question.Start == FunnelStart.Any ? AnyStart(question) : FirstStart(question))}players AS (
              SELECT game, player_key, {values}{string.Join(", ", question.Steps.Select((_, i) => PlayerColumns(question, i + 1)))}
              FROM chained GROUP BY game, player_key)
            {string.Join("\nUNION ALL\n", question.Steps.Select((_, i) => $"SELECT {SqlText.Literal(i + 1)} AS step, {aliases}count(*) AS players, {(i == 0 ? "NULL::DOUBLE" : $"median(gap_{SqlText.Literal(i + 1)}) / 1000000.0")} AS median_s FROM players WHERE reached_{SqlText.Literal(i + 1)} GROUP BY ALL"))}
            ORDER BY ALL
            """.ReplaceLineEndings("\n");
    }

    // chain_k of an event that is step k: when its chain began and when the step before was, in one number, the beginning in the upper half; null where no chain reaches it.
    private static string AnyStart(FunnelQuestion question)
    {
        var text = "chain_1s AS (SELECT *, CASE WHEN starts THEN us::HUGEINT * 18446744073709551616 + us END AS chain_1 FROM ordered),\n";
        for (var k = 2; k <= question.Steps.Count; k++)
        {
            var (step, before) = (SqlText.Literal(k), SqlText.Literal(k - 1));

            // What the event hands on as step k is its own time beside the beginning of its chain.
            text +=
                $"""
                chain_{step}s AS (
                  SELECT * EXCLUDE (earlier), CASE WHEN from_{step} IS NOT NULL THEN from_{step} // 18446744073709551616 * 18446744073709551616 + us END AS chain_{step}, us - (from_{step} % 18446744073709551616)::BIGINT AS gap_{step}
                  FROM (
                    SELECT *, CASE WHEN is_{step} AND us - (earlier // 18446744073709551616)::BIGINT <= {Micros(question)} THEN earlier END AS from_{step}
                    FROM (SELECT *, max(chain_{before}) OVER (PARTITION BY game, player_key ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS earlier FROM chain_{before}s)) AS step_{step}),

                """;
        }

        return text + $"chained AS (SELECT * FROM chain_{SqlText.Literal(question.Steps.Count)}s),\n";
    }

    // at_k is where a player's step k lies in the order of events.
    private static string FirstStart(FunnelQuestion question)
    {
        var text = "at_1s AS (SELECT *, min(CASE WHEN starts THEN n END) OVER player AS at_1, min(CASE WHEN starts THEN us END) OVER player AS began FROM ordered WINDOW player AS (PARTITION BY game, player_key)),\n";
        for (var k = 2; k <= question.Steps.Count; k++)
        {
            var (step, before) = (SqlText.Literal(k), SqlText.Literal(k - 1));
            text += $"at_{step}s AS (SELECT *, min(CASE WHEN is_{step} AND n > at_{before} AND us - began <= {Micros(question)} THEN n END) OVER (PARTITION BY game, player_key) AS at_{step} FROM at_{before}s),\n";
        }

        return text + $"chained AS (SELECT * FROM at_{SqlText.Literal(question.Steps.Count)}s),\n";
    }

    private static string PlayerColumns(FunnelQuestion question, int step)
    {
        var (k, before) = (SqlText.Literal(step), SqlText.Literal(step - 1));
        return question.Start == FunnelStart.Any
            ? $"count(chain_{k}) > 0 AS reached_{k}" + (step == 1 ? "" : $", arg_min(gap_{k}, n) FILTER (WHERE chain_{k} IS NOT NULL) AS gap_{k}")
            : $"count(at_{k}) > 0 AS reached_{k}" + (step == 1 ? "" : $", max(CASE WHEN n = at_{k} THEN us END) - max(CASE WHEN n = at_{before} THEN us END) AS gap_{k}");
    }

    private static string Condition(FunnelStep step, SourceScope scope)
    {
        var named = $"s.name = {SqlText.Literal(step.Event)}";
        return step.Where is { } where ? $"({named} AND {Asked.Compile("bad_step", $"Step '{step.Event}': ", () => ConditionCompiler.Condition(where, scope))})" : $"({named})";
    }

    private static void Check(FunnelQuestion question)
    {
        if (question.Steps.Count is < 2 or > FunnelQuestion.StepsMax)
        {
            throw new MetricException("bad_step", $"A funnel has 2 to {FunnelQuestion.StepsMax} steps, not {question.Steps.Count}.");
        }

        if (question.Within < TimeSpan.FromSeconds(1) || question.Within > TimeSpan.FromDays(366))
        {
            throw new MetricException("bad_period", "'within' is a time from 1 second to 366 days.");
        }

        MetricCompiler.CheckDays(question.From, question.To);
        MetricCompiler.CheckDimensions(question.By);
    }

    private static string Micros(FunnelQuestion question) => SqlText.Literal(question.Within.Ticks / TimeSpan.TicksPerMicrosecond);
}
