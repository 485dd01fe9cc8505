using System.Globalization;
using System.Text.Json;
using Frontline.Core;
using Frontline.Core.Games;
using Frontline.Metrics.Catalogue;
using Frontline.Metrics.Compiling;
using Frontline.Metrics.Definitions;
using Frontline.Metrics.Questions;
using Frontline.Warehouse.Queries;

namespace Frontline.MetricAnswers.Totals;

/// <summary>The totals of built-in metrics by day: what is worth keeping of them, and what was kept. docs/specs/metrics.md, "As it was known".</summary>
internal sealed class MetricTotals(GameData data)
{
    /// <summary>How many finished days are looked at: those whose late events still come, and the cohorts that become a month old.</summary>
    public const int Days = 35;

    /// <summary>Sums of floating numbers differ in their last digits by the order in which they were added.</summary>
    private const double Tolerance = 1e-9;

    private static readonly int[] Ages = [1, 7, 30];

    /// <summary>The metrics whose totals are kept: those without a number in their names, and of families the days 1, 7 and 30.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. BuiltInMetrics.Catalogue.Definitions.SelectMany(definition => definition.Parameters switch
        {
            [] => [definition.Name],
            [var parameter] => Ages.Select(age => MetricName.Fill(definition.Name, new Dictionary<string, int> { [parameter] = age })),
            _ => (IEnumerable<string>)[],
        }),
    ];

    /// <summary>Whether two values of a metric are one number.</summary>
    public static bool AreSame(double one, double other) => Math.Abs(one - other) <= Tolerance * Math.Max(Math.Abs(one), Math.Abs(other));

    /// <summary>When totals of a game were kept last; null when never.</summary>
    public async Task<DateTimeOffset?> KeptLastAsync(Game game, CancellationToken cancellation)
    {
        var rows = await data.QueryAsync(game, "SELECT epoch_us(max(as_of)) AS as_of FROM metric_totals", knowledge: null, cancellation).ConfigureAwait(false);
        return rows[0].GetProperty("as_of") is { ValueKind: JsonValueKind.Number } moment ? new Timestamp(moment.GetInt64()).ToDateTimeOffset() : null;
    }

    /// <summary>The newest total of a day that was kept by a moment; null when there is none.</summary>
    public async Task<KeptTotal?> KeptAsync(Game game, string metric, DateOnly day, DateTimeOffset moment, CancellationToken cancellation)
    {
        if (!Names.Contains(metric))
        {
            return null;
        }

        var rows = await data.QueryAsync(
            game,
            string.Create(
                CultureInfo.InvariantCulture,
                $"SELECT epoch_us(as_of) AS as_of, value, events FROM metric_totals WHERE metric = '{metric}' AND date = DATE '{day:yyyy-MM-dd}' AND currency = '{game.Currency}' AND epoch_us(as_of) <= {Timestamp.FromDateTimeOffset(moment).UnixMicros} ORDER BY as_of DESC LIMIT 1"),
            knowledge: null, cancellation).ConfigureAwait(false);
        return rows is [var row] ? new KeptTotal(new Timestamp(row.GetProperty("as_of").GetInt64()).ToDateTimeOffset(), row.GetProperty("value").GetDouble(), row.GetProperty("events").GetInt64()) : null;
    }

    /// <summary>The totals of finished days that are not kept yet or are others now, as rows of <see cref="Lake.Books.Book.MetricTotals"/>.</summary>
    /// <param name="game">The game.</param>
    /// <param name="tooMuch">Is told of each metric that a query could not answer within its bounds.</param>
    /// <param name="cancellation">Stops between metrics.</param>
    public async Task<IReadOnlyList<IReadOnlyList<string?>>> FreshAsync(Game game, Action<string, string> tooMuch, CancellationToken cancellation)
    {
        var reach = await data.ReachAsync(game, knowledge: null, cancellation).ConfigureAwait(false);
        if (reach is not { FirstDay: { } first, UntilDay: { } until } || first == until)
        {
            return [];
        }

        var (from, to) = (first > until.AddDays(-Days) ? first : until.AddDays(-Days), until.AddDays(-1));
        var kept = (await data.QueryAsync(
            game, $"SELECT metric, date::VARCHAR AS date, arg_max(value, as_of) AS value, arg_max(events, as_of) AS events FROM metric_totals WHERE currency = '{game.Currency}' GROUP BY ALL", knowledge: null, cancellation).ConfigureAwait(false))
            .ToDictionary(row => (row.GetProperty("metric").GetString()!, row.GetProperty("date").GetString()!), row => (Value: row.GetProperty("value").GetDouble(), Events: row.GetProperty("events").GetInt64()));
        var fresh = new List<IReadOnlyList<string?>>();
        foreach (var name in Names)
        {
            try
            {
                foreach (var row in await TotalsAsync(game, name, from, to, cancellation).ConfigureAwait(false))
                {
                    var (date, value, events) = (row.GetProperty("period").GetString()![..10], row.GetProperty("value").GetDouble(), row.GetProperty("event_count").GetInt64());
                    if (!kept.TryGetValue((name, date), out var before) || before.Events != events || !AreSame(before.Value, value))
                    {
                        fresh.Add([game.Id, date, name, game.Currency, new Timestamp(row.GetProperty("as_of").GetInt64()).ToString(), value.ToString("R", CultureInfo.InvariantCulture), events.ToString(CultureInfo.InvariantCulture)]);
                    }
                }
            }
            catch (QueryException exception) when (exception.Failure is QueryFailure.TimedOut or QueryFailure.TooLarge or QueryFailure.OutOfMemory)
            {
                tooMuch(name, exception.Message);
            }
        }

        return fresh;
    }

    // The moment is read by the statement that counts, so that it sees the same loads. Sessions must have them all: they follow behind.
    private async Task<IEnumerable<JsonElement>> TotalsAsync(Game game, string name, DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        var compiled = new MetricCompiler(BuiltInMetrics.Catalogue).Compile(new MetricQuestion { Metric = name, From = from, To = to, Game = MetricService.TermsOf(game, currency: null) });
        var sessions = MetricDimensions.Counts("sessions", compiled.Metric.Definition, BuiltInMetrics.Catalogue) ? " WHERE (SELECT bool_and(in_sessions) FROM main.loads WHERE events > 0)" : "";
        var rows = await data.QueryAsync(
            game,
            $"SELECT epoch_us({GameData.LoadedUntil}) AS as_of, answer.* FROM (\n{compiled.Sql}) AS answer{sessions}",
            knowledge: null, cancellation).ConfigureAwait(false);
        return rows.Where(row => row.GetProperty("finished").GetBoolean() && row.GetProperty("value").ValueKind == JsonValueKind.Number);
    }
}
