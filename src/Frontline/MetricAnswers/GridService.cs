using System.Globalization;
using System.Text.Json;
using Frontline.Client;
using Frontline.Client.Contracts;
using Frontline.Core.Games;
using Frontline.Metrics.Compiling;
using Frontline.Metrics.Definitions;
using Frontline.Metrics.Questions;

namespace Frontline.MetricAnswers;

/// <summary>Answers questions about grids.</summary>
internal sealed class GridService(GameData data, GameMetricFiles files, DataNames names)
{
    /// <exception cref="MetricException">The metric has no grid, or days, ages, dimensions or filter do not fit; says what would.</exception>
    public async Task<GridAnswer> AnswerAsync(Game game, GridRequest request, CancellationToken cancellation)
    {
        var reach = await data.ReachAsync(game, request.Scope.Knowledge, cancellation).ConfigureAwait(false);
        var (from, to) = request.Scope.Days(reach);
        var question = new GridQuestion
        {
            Metric = request.Metric, From = from, To = to, Ages = request.Ages, Period = request.Period, By = request.Scope.By, Where = request.Scope.Filter(),
            Reach = reach.Known, Game = MetricService.TermsOf(game, request.Currency),
        };
        var (definition, ages, sql) = new GridCompiler(files.Read(game.Id).Catalogue).Compile(question);
        await names.CheckAsync(game, reach, question.By, question.Where, cancellation).ConfigureAwait(false);
        var rows = await data.QueryAsync(game, sql, request.Scope.Knowledge, cancellation).ConfigureAwait(false);
        var cells = rows.Select(row => Cell(question, row)).ToList();
        return new GridAnswer(
            definition.Name, WithoutBraces(definition.Title), WithoutBraces(definition.Description), WireJson.NameOf(definition.Unit), game.Id,
            definition.Unit == MetricUnit.Money ? question.Game.Currency : null, game.TimeZone, from, to, WireJson.NameOf(request.Period),
            ages.Min(range => range.First), ages.Max(range => range.Last), question.By, request.Scope.Where, request.Scope.AsOf, reach.Until, cells, [.. Means(definition, cells)], definition.Formula is CohortFormula { Per: CohortBase.Spend } ? [.. Paybacks(question, cells)] : null, MetricWarnings.OfGrid(reach, question, cells, rows));
    }

    // "Retention, day n".
    private static string WithoutBraces(string text) => text.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal);

    // Cells of which it is not known what they come to are in no mean.
    private static IEnumerable<GridMean> Means(MetricDefinition definition, IEnumerable<GridCell> cells) => cells.GroupBy(cell => (cell.Age, cell.LastAge)).OrderBy(age => age.Key).Select(age =>
    {
        var known = age.Where(cell => cell is { Numerator.ValueKind: JsonValueKind.Number, Denominator: not null }).ToList();
        var whole = known.Sum(cell => cell.Denominator!.Value);
        var sum = known.Sum(cell => cell.Numerator.GetDouble());
        return new GridMean(age.Key.Age, age.Key.LastAge, known.Count == 0 ? null : definition.Formula is CohortFormula { Per: CohortBase.Nothing } ? sum : whole == 0 ? null : sum / whole, whole);
    });

    private static IEnumerable<GridPayback> Paybacks(GridQuestion question, IEnumerable<GridCell> cells) =>
        cells.GroupBy(cell => (cell.Period, Values: string.Join('\u001f', question.By.Select(name => cell.Dimensions[name].GetRawText())))).Select(line => new GridPayback(
            line.Key.Period, line.First().Dimensions, line.OrderBy(cell => cell.Age).FirstOrDefault(cell => cell.Value is { ValueKind: JsonValueKind.Number } value && value.GetDouble() >= 1)?.Age));

    private static GridCell Cell(GridQuestion question, JsonElement row) => new(
        DateOnly.ParseExact(row.GetProperty("period").GetString()!.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture), question.By.ToDictionary(name => name, name => row.GetProperty(name)),
        row.GetProperty("age").GetInt32(), row.TryGetProperty("last_age", out var last) ? last.GetInt32() : null, row.GetProperty("value"),
        UnallocatedIn(row) ? row.GetProperty("value") : row.GetProperty("numerator"), row.GetProperty("denominator") is { ValueKind: JsonValueKind.Number } denominator ? denominator.GetDouble() : null);

    private static bool UnallocatedIn(JsonElement row) => row.TryGetProperty("unallocated", out var unallocated) && unallocated.GetBoolean();
}
