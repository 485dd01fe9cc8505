using System.Globalization;
using System.Text.Json;
using Frontline.Client.Contracts;
using Frontline.Core.Games;
using Frontline.Games;
using Frontline.Metrics.Catalogue;
using Frontline.Metrics.Compiling;
using Frontline.Metrics.Definitions;
using Frontline.Metrics.Questions;
using Frontline.Warehouse;
using Frontline.Warehouse.Output;
using Frontline.Warehouse.Queries;

namespace Frontline.MetricAnswers;

/// <summary>Answers questions about a game's metrics: the one place where their SQL meets the warehouse.</summary>
internal sealed class MetricService(IWarehouse warehouse, IGameCatalog games, GameMetricFiles files)
{
    /// <summary>How many days are shown when nobody said.</summary>
    private const int DefaultDays = 30;

    /// <summary>More rows than anyone reads; a query that gives more is meant to be SQL.</summary>
    private const long RowsMax = 100_000;

    /// <exception cref="MetricException">The game is not known, or must be named since there are several.</exception>
    public Game Game(string? id)
    {
        if (id is null)
        {
            return games.Games.Count == 1
                ? games.Games.First()
                : throw new MetricException("bad_game", games.Games.Count == 0 ? "There is no game yet: `frontline init GAME` makes one." : $"There are several games; say which: {string.Join(", ", games.Games.Select(game => game.Id).Order(StringComparer.Ordinal))}.");
        }

        return games.TryGet(id, out var found) ? found : throw new MetricException("unknown_game", GameRules.UnknownGame(id, games.Games));
    }

    public GameMetrics MetricsOf(Game game) => files.Read(game.Id);

    /// <summary>A metric with its dimensions, definition and SQL.</summary>
    public async Task<MetricDescription> DescribeAsync(Game game, string name, CancellationToken cancellation)
    {
        var metrics = MetricsOf(game);
        var metric = metrics.Catalogue.Find(name) ?? Template(metrics.Catalogue, name) ?? metrics.Catalogue.Resolve(name);
        var reach = await ReachAsync(game, cancellation).ConfigureAwait(false);
        var question = Question(game, new MetricRequest { Metric = metric.Name }, reach);
        return Describe(metric.Definition) with
        {
            Title = metric.Title,
            Description = metric.Description,
            Dimensions = MetricDimensions.Of(metric.Definition, metrics.Catalogue),
            Definition = metric.Definition.Text,
            Sql = new MetricCompiler(metrics.Catalogue).Compile(question).Sql,
        };
    }

    public static MetricDescription Describe(MetricDefinition definition) =>
        new(definition.Name, definition.Title, definition.Description, JsonNamingPolicy.SnakeCaseLower.ConvertName(definition.Unit.ToString()), definition.IsBuiltIn);

    /// <exception cref="MetricException">The question does not fit the metric; says what would.</exception>
    /// <exception cref="QueryException">The query ran into one of its bounds.</exception>
    public async Task<MetricAnswer> AnswerAsync(Game game, MetricRequest request, CancellationToken cancellation)
    {
        var metrics = MetricsOf(game);
        var reach = await ReachAsync(game, cancellation).ConfigureAwait(false);
        var question = Question(game, request, reach);
        var compiled = new MetricCompiler(metrics.Catalogue).Compile(question);
        var rows = await QueryAsync(game, compiled.Sql, cancellation).ConfigureAwait(false);
        return new MetricAnswerWriter(game, request, question, compiled, reach).Write(rows, metrics.Problems);
    }

    // A family is described by one of its members.
    private static MetricReference? Template(MetricCatalogue catalogue, string name) =>
        catalogue.Definitions.FirstOrDefault(definition => definition.Name == name) is { } template
            ? catalogue.Find(MetricName.Fill(template.Name, template.Parameters.Select((parameter, i) => (parameter, Number: 7 * (i + 1))).ToDictionary(pair => pair.parameter, pair => pair.Number)))
            : null;

    private static MetricQuestion Question(Game game, MetricRequest request, DataReach reach)
    {
        var to = request.To ?? reach.UntilDay ?? request.From ?? DateOnly.MinValue.AddDays(DefaultDays);
        return new MetricQuestion
        {
            Metric = request.Metric,
            From = request.From ?? to.AddDays(1 - DefaultDays),
            To = to,
            Period = request.Period,
            By = request.By,
            Where = request.Filter(),
            Game = new GameTerms(game.Id, request.Currency ?? game.Currency, game.StoreShare, game.LevelAttemptsByStarts),
        };
    }

    private async Task<DataReach> ReachAsync(Game game, CancellationToken cancellation)
    {
        var rows = await QueryAsync(game, "SELECT first_day::VARCHAR AS first_day, until_day::VARCHAR AS until_day, epoch_us(until) AS until FROM coverage", cancellation).ConfigureAwait(false);
        return rows is [var row]
            ? new DataReach(Day(row, "first_day"), Day(row, "until_day"), DateTimeOffset.UnixEpoch.AddTicks(row.GetProperty("until").GetInt64() * TimeSpan.TicksPerMicrosecond))
            : new DataReach(null, null, null);

        static DateOnly Day(JsonElement row, string name) => DateOnly.ParseExact(row.GetProperty(name).GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private async Task<List<JsonElement>> QueryAsync(Game game, string sql, CancellationToken cancellation)
    {
        var result = await warehouse.QueryAsync(sql, new QueryOptions { Game = game.Id, RowsMax = RowsMax }, cancellation).ConfigureAwait(false);
        await using (result.ConfigureAwait(false))
        {
            using var json = new MemoryStream();
            await new JsonResultWriter().WriteAsync(result, json, cancellation).ConfigureAwait(false);
            return JsonSerializer.Deserialize<List<JsonElement>>(json.GetBuffer().AsSpan(0, (int)json.Length)) ?? [];
        }
    }
}
