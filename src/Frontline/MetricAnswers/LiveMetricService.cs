using System.Globalization;
using Frontline.Client;
using Frontline.Client.Contracts;
using Frontline.Core;
using Frontline.Core.Games;
using Frontline.Core.Live;
using Frontline.Metrics.Catalogue;
using Frontline.Metrics.Live;
using Frontline.Metrics.Questions;
using Frontline.Warehouse.Queries;

namespace Frontline.MetricAnswers;

/// <summary>Answers what metrics are today so far, from the live windows. Rates are the warehouse's.</summary>
internal sealed class LiveMetricService(GameData data, GameMetricFiles files, ILiveStore store, IGameCalendar calendar, TimeProvider time)
{
    /// <summary>The parameters that are known.</summary>
    public static readonly string[] Known = ["game", "metric", "by", "currency"];

    private static readonly string[] Usual = ["dau", "new_players", "sessions", "events", "purchases", "revenue", "arpdau"];

    private static readonly Dictionary<string, LiveDimension> Dimensions = new() { ["platform"] = LiveDimension.Platform, ["country"] = LiveDimension.Country, ["app_version"] = LiveDimension.AppVersion };

    /// <exception cref="MetricException">A metric is not known or not counted live, or a parameter cannot be read.</exception>
    public async Task<LiveMetrics> AnswerAsync(Game game, IQueryCollection query, CancellationToken cancellation)
    {
        var scope = QuestionScope.Read(query, Known);
        var by = scope.By switch { [] => LiveDimension.Total, [var name] when Dimensions.TryGetValue(name, out var known) => known, _ => throw new MetricException("bad_dimension", $"Live metrics are by one of {string.Join(", ", Dimensions.Keys)}.") };
        var terms = MetricService.TermsOf(game, QuestionScope.Currency(query));
        var catalogue = files.Read(game.Id).Catalogue;
        var without = new SortedSet<string>(StringComparer.Ordinal);
        var rates = new LiveRates(terms.Currency, new Dictionary<(string Currency, DateOnly Date), double>());
        var evaluator = new LiveEvaluator(catalogue, terms, Convert);
        var metrics = Names(query).Select(catalogue.Resolve).ToList();
        if (metrics.Find(metric => !evaluator.CanEvaluate(metric)) is { } other)
        {
            throw new MetricException("not_live", $"'{other.Name}' is not counted live. Live are {string.Join(", ", catalogue.Definitions.Where(definition => definition.Parameters.Count == 0 && evaluator.CanEvaluate(catalogue.Resolve(definition.Name))).Select(definition => definition.Name))}.");
        }

        var today = calendar.DayOf(game.TimeZone, Timestamp.Now(time)).DayNumber;
        var slice = store.Read(new LiveQuery { Game = game.Id, Dimension = by, FirstMinute = long.MaxValue, LastMinute = long.MinValue, FirstDay = today - 1, LastDay = today });
        var rows = Rows();
        var warnings = new List<string>();
        if (without.Count > 0)
        {
            try
            {
                rates = await RatesAsync(game, terms.Currency, cancellation).ConfigureAwait(false);
                without.Clear();
                rows = Rows();
            }
            catch (QueryException exception)
            {
                warnings.Add($"Rates cannot be read: {exception.Message}");
            }
        }

        return new LiveMetrics(
            game.Id, terms.Currency, slice.Games.Count > 0 ? slice.Games[0].TimeZone : game.TimeZone, slice.Positions.Count == 0 ? null : slice.Positions.Max(position => position.AsOf).ToDateTimeOffset(),
            scope.By.SingleOrDefault(), [.. metrics.Select(metric => new LiveMetric(metric.Name, WireJson.NameOf(metric.Definition.Unit)))], rows,
            [.. warnings, .. without.Count == 0 ? [] : (string[])[MetricWarnings.WithoutRate(without)]]);

        List<LiveMetricRow> Rows() =>
        [
            .. Enumerable.Range(today - 1, 2).SelectMany(day =>
            {
                var windows = slice.Windows.Where(window => window.Window.Kind == LiveWindowKind.Day && window.Window.Start == day).ToList();
                return windows.Where(window => window.Window.Dimension == by && by != LiveDimension.Total).OrderByDescending(window => window.Numbers.Events).Select(window => Row(day, window.Window.Value, window.Numbers))
                    .Prepend(Row(day, null, windows.FirstOrDefault(window => window.Window.Dimension == LiveDimension.Total).Numbers ?? LiveNumbers.Zero));
            }),
        ];

        LiveMetricRow Row(int day, string? value, LiveNumbers numbers) => new(DateOnly.FromDayNumber(day), value, [.. metrics.Select(metric => evaluator.Evaluate(metric, numbers))]);

        decimal? Convert(decimal amount, string currency, DateOnly date)
        {
            var converted = rates.Convert(amount, currency, date);
            if (converted is null)
            {
                without.Add(currency);
            }

            return converted;
        }
    }

    private static IEnumerable<string> Names(IQueryCollection query)
    {
        var names = query["metric"].SelectMany(names => (names ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToList();
        return names.Count == 0 ? Usual : names;
    }

    // The warehouse is asked only where money needs it: live numbers do not wait for it. Live windows are of yesterday and today; a local day has up to three UTC dates.
    private async Task<LiveRates> RatesAsync(Game game, string currency, CancellationToken cancellation)
    {
        var from = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(-3);
        var rows = await data.QueryAsync(
            game, string.Create(CultureInfo.InvariantCulture, $"SELECT currency, date::VARCHAR AS date, per_euro FROM rate_days WHERE date >= DATE '{from:yyyy-MM-dd}'"), knowledge: null, cancellation).ConfigureAwait(false);
        return new LiveRates(currency, rows.ToDictionary(
            row => (row.GetProperty("currency").GetString()!, DateOnly.ParseExact(row.GetProperty("date").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture)), row => row.GetProperty("per_euro").GetDouble()));
    }
}
