using System.Globalization;
using System.Text.Json;
using Frontline.Client;
using Frontline.Client.Contracts;
using Frontline.Core.Games;
using Frontline.Metrics.Compiling;
using Frontline.Metrics.Definitions;
using Frontline.Metrics.Questions;
using Frontline.Statistics;
using Frontline.Yaml;

namespace Frontline.MetricAnswers;

/// <summary>A query's rows as an answer: with what there is to say about each, and about all of it.</summary>
internal sealed class MetricAnswerWriter(Game game, MetricRequest request, MetricQuestion question, CompiledMetric compiled, IReadOnlyCollection<MetricDefinition> parts, DataReach reach, MissingSessions? missing)
{
    private const double Confidence = 0.95;

    private readonly MetricDefinition definition = compiled.Metric.Definition;

    public MetricAnswer Write(IReadOnlyList<JsonElement> rows, IReadOnlyList<FileProblem> problems) => new(
        compiled.Metric.Name,
        compiled.Metric.Title,
        compiled.Metric.Description,
        WireJson.NameOf(definition.Unit),
        game.Id,
        definition.Unit == MetricUnit.Money ? question.Game.Currency : null,
        game.TimeZone,
        question.From,
        question.To,
        WireJson.NameOf(question.Period),
        question.By,
        request.Scope.Where,
        request.Scope.AsOf,
        reach.FirstDay,
        missing?.Since < reach.Until ? missing.Since : reach.Until,
        [.. rows.Select(Row)],
        [.. MetricWarnings.Of(reach, question, compiled, parts, rows), .. MetricWarnings.OfSessions(missing), .. problems.Select(problem => problem.ToString())]);

    private MetricRow Row(JsonElement row)
    {
        var period = DateOnly.ParseExact(row.GetProperty("period").GetString()!.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var value = row.GetProperty("value");
        JsonElement? denominator = compiled.IsRatio ? row.GetProperty("denominator") : null;
        var interval = question.WithInterval && value.ValueKind != JsonValueKind.Null ? IntervalOf(row) : null;
        return new MetricRow(
            period,
            question.By.ToDictionary(name => name, name => row.GetProperty(name)),
            value,
            compiled.IsRatio ? row.GetProperty("numerator") : null,
            denominator,
            interval?.Low,
            interval?.High,
            row.GetProperty("event_count").GetInt64(),
            row.GetProperty("finished").GetBoolean() && HasSessions(period),
            value.ValueKind == JsonValueKind.Null ? WhyAbsent(row) : PartOf(period));
    }

    // Live events are of today, those of an import of any day.
    private bool HasSessions(DateOnly period) => missing is null || (!missing.AreMany && LastDayOf(period).AddDays(compiled.Horizon.After) < missing.Day);

    private string WhyAbsent(JsonElement row) =>
        row.TryGetProperty("unallocated", out var unallocated) && unallocated.ValueKind == JsonValueKind.True ? MetricWarnings.Unallocated(question.By, question.Where)
        : row.TryGetProperty("unconverted", out var currencies) && currencies.ValueKind == JsonValueKind.String && !(compiled.IsRatio && IsZero(row.GetProperty("denominator"))) ? $"No rate: {currencies}."
        : compiled.IsRatio ? "Nothing to divide by." : "Nothing to measure.";

    private static bool IsZero(JsonElement number) => number.ValueKind == JsonValueKind.Number && number.GetDouble() == 0;

    private Interval? IntervalOf(JsonElement row)
    {
        var ratio = new ClusteredRatio(
            row.GetProperty("clusters").GetInt64(), row.GetProperty("numerator").GetDouble(), row.GetProperty("denominator").GetDouble(),
            row.GetProperty("sum_xx").GetDouble(), row.GetProperty("sum_xn").GetDouble(), row.GetProperty("sum_nn").GetDouble());
        return definition.Unit == MetricUnit.Share ? ratio.OfProportion(Confidence) : ratio.Around(Confidence);
    }

    // A week or month that the question cuts off.
    private string? PartOf(DateOnly period) =>
        question.Period is Granularity.Week or Granularity.Month && (period < question.From || LastDayOf(period) > question.To) ? $"A part of the {WireJson.NameOf(question.Period)} only." : null;

    private DateOnly LastDayOf(DateOnly period) => question.Period switch
    {
        Granularity.Week => period.AddDays(6),
        Granularity.Month => period.AddMonths(1).AddDays(-1),
        Granularity.Total => question.To,
        _ => period,
    };
}
