using System.Globalization;
using System.Text.Json;
using Frontline.Client.Contracts;
using Frontline.Core.Games;
using Frontline.Metrics.Compiling;
using Frontline.Metrics.Definitions;
using Frontline.Metrics.Questions;
using Frontline.Yaml;

namespace Frontline.MetricAnswers;

/// <summary>A query's rows as an answer: with what there is to say about each, and about all of it.</summary>
internal sealed class MetricAnswerWriter(Game game, MetricRequest request, MetricQuestion question, CompiledMetric compiled, DataReach reach)
{
    /// <summary>In a game's first days a player without an install time looks new whose install was before the data begins.</summary>
    private const int YoungDays = 30;

    private readonly MetricDefinition definition = compiled.Metric.Definition;

    public MetricAnswer Write(IReadOnlyList<JsonElement> rows, IReadOnlyList<FileProblem> problems) => new(
        compiled.Metric.Name,
        compiled.Metric.Title,
        compiled.Metric.Description,
        JsonNamingPolicy.SnakeCaseLower.ConvertName(definition.Unit.ToString()),
        game.Id,
        definition.Unit == MetricUnit.Money ? question.Game.Currency : null,
        game.TimeZone,
        question.From,
        question.To,
        JsonNamingPolicy.SnakeCaseLower.ConvertName(question.Period.ToString()),
        question.By,
        request.Where,
        reach.FirstDay,
        reach.Until,
        [.. rows.Select(Row)],
        [.. Warnings(rows), .. problems.Select(problem => problem.ToString())]);

    private MetricRow Row(JsonElement row)
    {
        var period = DateOnly.ParseExact(row.GetProperty("period").GetString()!.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var value = row.GetProperty("value");
        JsonElement? denominator = compiled.IsRatio ? row.GetProperty("denominator") : null;
        return new MetricRow(
            period,
            question.By.ToDictionary(name => name, name => row.GetProperty(name)),
            value,
            compiled.IsRatio ? row.GetProperty("numerator") : null,
            denominator,
            row.GetProperty("event_count").GetInt64(),
            row.GetProperty("finished").GetBoolean(),
            value.ValueKind == JsonValueKind.Null ? (compiled.IsRatio ? "Nothing to divide by." : "Nothing to measure.") : PartOf(period));
    }

    // A week or month that the question cuts off.
    private string? PartOf(DateOnly period)
    {
        var end = question.Period switch
        {
            Granularity.Week => period.AddDays(6),
            Granularity.Month => period.AddMonths(1).AddDays(-1),
            _ => period,
        };
        return question.Period is Granularity.Week or Granularity.Month && (period < question.From || end > question.To) ? $"A part of the {JsonNamingPolicy.SnakeCaseLower.ConvertName(question.Period.ToString())} only." : null;
    }

    private IEnumerable<string> Warnings(IReadOnlyList<JsonElement> rows)
    {
        if (reach.FirstDay is not { } first)
        {
            yield return "The game has no data yet.";
            yield break;
        }

        if (question.To < first)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"The period ends before the first day with data, {first:yyyy-MM-dd}.");
        }

        if (rows.Count == 0 && definition.Formula is CohortFormula)
        {
            yield return "No install day of the period is old enough.";
        }

        if (definition.Formula is CohortFormula { To: null })
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Observed until {reach.Until:yyyy-MM-dd HH:mm} UTC; values may still rise.");
        }

        if (question.By.Count > 0 && CountsPlayers(definition.Formula))
        {
            yield return "A player counts under each value: parts may add up to more than the whole.";
        }

        if (definition.Formula is CohortFormula or AggregateFormula { Source.Name: "installs" } && question.From < first.AddDays(YoungDays))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"The data begins on {first:yyyy-MM-dd}: until {first.AddDays(YoungDays):yyyy-MM-dd} players who were there before look new, unless `installed_at` or an import of players says when they came.");
        }

        var unconverted = rows.Select(row => row.TryGetProperty("unconverted", out var text) ? text.GetString() : null).OfType<string>().SelectMany(text => text.Split(", ")).Distinct().Order(StringComparer.Ordinal).ToList();
        if (unconverted.Count > 0)
        {
            yield return $"Left out, since there is no rate for some days: {string.Join(", ", unconverted)}. `frontline rates import` brings rates.";
        }
    }

    private static bool CountsPlayers(MetricFormula formula) => formula is AggregateFormula { Measure.Kind: MeasureKind.Players or MeasureKind.PlayerDays, Source.Name: not "installs" };
}
