using System.Globalization;
using System.Text.Json;
using Frontline.Client.Contracts;
using Frontline.Metrics.Compiling;
using Frontline.Metrics.Definitions;
using Frontline.Metrics.Expressions;
using Frontline.Metrics.Questions;

namespace Frontline.MetricAnswers;

/// <summary>What a reader of an answer should know, in sentences.</summary>
internal static class MetricWarnings
{
    /// <summary>In a game's first days a player without an install time looks new whose install was before the data begins.</summary>
    private const int YoungDays = 30;

    public static IReadOnlyList<string> Of(DataReach reach, MetricQuestion question, CompiledMetric compiled, IReadOnlyCollection<MetricDefinition> parts, IReadOnlyList<JsonElement> rows) => reach.FirstDay is not { } first ? [NoData] :
    [
        .. Where(question.To < first, string.Create(CultureInfo.InvariantCulture, $"The period ends before the first day with data, {first:yyyy-MM-dd}.")),
        .. Where(question.From > reach.UntilDay, string.Create(CultureInfo.InvariantCulture, $"The period begins after the last day with data, {reach.UntilDay:yyyy-MM-dd}.")),
        .. Where(rows.Count == 0 && compiled.Horizon.IsOfCohorts, NoCohort),
        .. Where(compiled.Horizon.IsOpen, string.Create(CultureInfo.InvariantCulture, $"Observed until {reach.Until:yyyy-MM-dd HH:mm} UTC; values may still rise.")),
        .. Where(question.By.Count > 0 && compiled.Metric.Definition.Formula is AggregateFormula { Measure.Kind: MeasureKind.Players or MeasureKind.PlayerDays, Source.Name: not "installs" }, "A player counts under each value: parts may add up to more than the whole."),
        .. Where(parts.Any(part => part.Formula is CohortFormula or AggregateFormula { Source.Name: "installs" }) && question.From < first.AddDays(YoungDays), Young(first)),
        .. Unconverted(rows),
    ];

    public static IEnumerable<string> OfSessions(MissingSessions? missing) => missing is { AreMany: true, Since: var since }
        ? [string.Create(CultureInfo.InvariantCulture, $"Sessions of events recorded since {since:HH:mm:ss} UTC are not counted yet, whatever their day; they follow about a minute behind.")]
        : [];

    public static IReadOnlyList<string> OfGrid(DataReach reach, GridQuestion question, IReadOnlyList<GridCell> cells, IReadOnlyList<JsonElement> rows) => reach.FirstDay is not { } first ? [NoData] :
    [
        .. Where(cells.Count == 0, NoCohort),
        .. Where(question.From < first.AddDays(YoungDays), Young(first)),
        .. Unconverted(rows),
        .. Where(rows.Any(row => row.TryGetProperty("unallocated", out var unallocated) && unallocated.GetBoolean()), "Where there is no value: " + Unallocated(question.By, question.Where)),
    ];

    private const string NoData = "The game has no data yet.";

    private const string NoCohort = "Nobody who is asked for was new on a day of the period that is old enough.";

    private static string Young(DateOnly first) => string.Create(CultureInfo.InvariantCulture, $"The data begins on {first:yyyy-MM-dd}: until {first.AddDays(YoungDays):yyyy-MM-dd} players who were there before look new, unless `installed_at` or an import of players says when they came.");

    private static IEnumerable<string> Unconverted(IReadOnlyList<JsonElement> rows)
    {
        var currencies = rows.Select(row => row.TryGetProperty("unconverted", out var text) ? text.GetString() : null).OfType<string>().SelectMany(text => text.Split(", ")).Distinct().Order(StringComparer.Ordinal).ToList();
        return Where(currencies.Count > 0, WithoutRate(currencies));
    }

    /// <summary>Why spend says nothing of a dimension.</summary>
    public static string Unallocated(IReadOnlyList<string> by, Expression? where) => $"Some of what was spent was reported without what is asked for: {string.Join(", ", by.Union(where?.Names ?? []))}.";

    public static string WithoutRate(IEnumerable<string> currencies) => $"Left out, since there is no rate for some days: {string.Join(", ", currencies)}. `frontline rates import` brings rates.";

    private static IEnumerable<string> Where(bool holds, string sentence) => holds ? [sentence] : [];
}
