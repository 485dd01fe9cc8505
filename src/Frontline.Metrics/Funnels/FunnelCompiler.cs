using Frontline.Metrics.Compiling;
using Frontline.Metrics.Questions;
using Frontline.Metrics.Sources;

namespace Frontline.Metrics.Funnels;

/// <summary>The events that are steps of a funnel, as SQL. What they come to is counted by <see cref="FunnelCounter"/>: SQL has no way to follow chains that does not put all events in order once for each step.</summary>
public static class FunnelCompiler
{
    /// <summary>
    /// One statement over the views of a game. It gives rows in any order, and in this order <c>player</c> (the player's number), <c>us</c> (microseconds since 1970), <c>place</c> (orders events of one moment as they were
    /// received), <c>steps</c> (bit k − 1 is set where the event may be step k; the first only where it may begin a chain) and, with dimensions, <c>dimension_values</c>: a JSON array of them for events that may begin a chain.
    /// </summary>
    /// <param name="question">The question.</param>
    /// <param name="players">Which players.</param>
    /// <exception cref="MetricException">Steps, dimensions, filter or days do not fit.</exception>
    public static string Compile(FunnelQuestion question, FunnelPart players = default)
    {
        Check(question);
        var scope = SourceScope.For(MetricSources.All["events"], []);
        var enters = question.Where is { } where ? Asked.Compile("bad_filter", "where: ", () => ConditionCompiler.Condition(where, scope)) : null;
        string[] entering = [$"s.day BETWEEN {SqlText.Literal(question.From)} AND {SqlText.Literal(question.To)}", .. enters is null ? Array.Empty<string>() : [enters]];
        var steps = question.Steps.Select((step, i) => (step.Event, Bit: SqlText.Literal(1 << i), Conditions: (string[])[.. Conditions(step, scope), .. i == 0 ? entering : []])).ToList();
        var values = question.By.Select(name => Asked.Compile("bad_dimension", "by: ", () => scope.Resolve(name, 0).Sql)).ToList();
        var starts = string.Join(" AND ", steps[0].Conditions.Prepend($"s.name = {SqlText.Literal(steps[0].Event)}"));

        // By name first, so that few are compared with the later ones. Names are looked for by list_contains for the reason of ConditionCompiler's.
        var bits = steps.GroupBy(step => step.Event).Select(kind =>
            $"WHEN {SqlText.Literal(kind.Key)} THEN {string.Join(" | ", kind.Select(step => step.Conditions.Length == 0 ? step.Bit : $"CASE WHEN {string.Join(" AND ", step.Conditions)} THEN {step.Bit} ELSE 0 END"))}");
        var last = question.To.AddDays(Math.Min(question.Within.Days + 1, DateOnly.MaxValue.DayNumber - question.To.DayNumber));
        return
            $"""
            SELECT player, us, place, steps{(values.Count > 0 ? ", dimension_values" : "")}
            FROM (
              SELECT s.player_key AS player, epoch_us(s.time) AS us, s.receipt * 65536 + s.receipt_index AS place, (CASE s.name {string.Join(" ", bits)} ELSE 0 END)::INTEGER AS steps{(values.Count > 0 ? $",\n    CASE WHEN {starts} THEN to_json([{string.Join(", ", values.Select(value => $"to_json({value})"))}])::VARCHAR END AS dimension_values" : "")}
              FROM main.events AS s{scope.Joins}
              WHERE s.day BETWEEN {SqlText.Literal(question.From)} AND {SqlText.Literal(last)} AND list_contains([{string.Join(", ", question.Steps.Select(step => step.Event).Distinct().Select(SqlText.Literal))}], s.name){(players.Mask == 0 ? "" : $" AND s.player_key & {SqlText.Literal(players.Mask)} = {SqlText.Literal(players.Rest)}")})
            WHERE steps > 0
            """.ReplaceLineEndings("\n");
    }

    private static IEnumerable<string> Conditions(FunnelStep step, SourceScope scope) =>
        step.Where is { } where ? [$"({Asked.Compile("bad_step", $"Step '{step.Event}': ", () => ConditionCompiler.Condition(where, scope))})"] : [];

    /// <summary>Refuses what no data is needed to tell: bounds of steps, time, days and dimensions.</summary>
    /// <exception cref="MetricException">One is not kept.</exception>
    public static void Check(FunnelQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
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
}
