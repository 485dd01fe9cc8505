using Frontline.Client;
using Frontline.Client.Contracts;
using Frontline.Core.Games;
using Frontline.Metrics.Catalogue;
using Frontline.Metrics.Compiling;
using Frontline.Metrics.Definitions;
using Frontline.Metrics.Questions;
using Frontline.Yaml;
using Frontline.Warehouse.Queries;

namespace Frontline.MetricAnswers;

/// <summary>Answers questions about a game's metrics.</summary>
internal sealed class MetricService(GameData data, GameMetricFiles files, DataNames names)
{
    public GameMetrics MetricsOf(Game game) => files.Read(game.Id);

    /// <summary>All metrics, and what is wrong in the game's own.</summary>
    public async Task<MetricList> ListAsync(Game game, CancellationToken cancellation)
    {
        var metrics = MetricsOf(game);
        var reach = await data.ReachAsync(game, knowledge: null, cancellation).ConfigureAwait(false);
        var problems = metrics.Problems.Concat(await UnknownNamesAsync(game, reach, metrics.Catalogue.Definitions, cancellation).ConfigureAwait(false));
        return new MetricList([.. metrics.Catalogue.Definitions.Select(Describe)], [.. problems.Select(problem => problem.ToString())]);
    }

    /// <summary>A metric with its dimensions, definition and SQL.</summary>
    public async Task<MetricDescription> DescribeAsync(Game game, string name, CancellationToken cancellation)
    {
        var metrics = MetricsOf(game);
        var metric = metrics.Catalogue.Find(name) ?? Template(metrics.Catalogue, name) ?? metrics.Catalogue.Resolve(name);
        var reach = await data.ReachAsync(game, knowledge: null, cancellation).ConfigureAwait(false);
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
        new(definition.Name, definition.Title, definition.Description, WireJson.NameOf(definition.Unit), definition.IsBuiltIn);

    /// <exception cref="MetricException">The question does not fit the metric; says what would.</exception>
    /// <exception cref="QueryException">The query ran into one of its bounds.</exception>
    public async Task<MetricAnswer> AnswerAsync(Game game, MetricRequest request, CancellationToken cancellation)
    {
        var metrics = MetricsOf(game);
        var reach = await data.ReachAsync(game, request.Scope.Knowledge, cancellation).ConfigureAwait(false);
        var question = Question(game, request, reach) with { Reach = reach.Known };
        var compiled = new MetricCompiler(metrics.Catalogue).Compile(question);
        await names.CheckAsync(game, reach, question.By, question.Where, cancellation).ConfigureAwait(false);
        var parts = DefinitionCheck.SelfAndParts(compiled.Metric.Definition, metrics.Catalogue);
        var unknown = await UnknownNamesAsync(game, reach, parts, cancellation).ConfigureAwait(false);

        // Asked before the rows are read: sessions that come in between are then told as missing though they are there, never the other way round.
        var missing = request.Scope.Knowledge is null && MetricDimensions.Counts("sessions", compiled.Metric.Definition, metrics.Catalogue) ? await data.MissingSessionsAsync(game, cancellation).ConfigureAwait(false) : null;
        var rows = await data.QueryAsync(game, compiled.Sql, request.Scope.Knowledge, cancellation).ConfigureAwait(false);
        return new MetricAnswerWriter(game, request, question, compiled, parts, reach, missing).Write(rows, [.. metrics.Problems, .. unknown]);
    }

    /// <summary>What metrics need to know of a game, with money in another currency if need be.</summary>
    public static GameTerms TermsOf(Game game, string? currency) => new(game.Id, currency ?? game.Currency, game.StoreShare, game.LevelAttemptsByStarts);

    // An event that a definition names may still come: the metric can be used, and is nothing so far.
    private async Task<List<FileProblem>> UnknownNamesAsync(Game game, DataReach reach, IEnumerable<MetricDefinition> definitions, CancellationToken cancellation)
    {
        var problems = new List<FileProblem>();
        foreach (var definition in definitions.Where(definition => !definition.IsBuiltIn))
        {
            foreach (var name in DataName.In(definition.Formula))
            {
                if (await names.FaultOfAsync(game, reach, name with { Position = 0 }, cancellation).ConfigureAwait(false) is { } fault)
                {
                    problems.Add(new FileProblem(definition.Origin, definition.Line, $"{definition.Name}: {fault}"));
                }
            }
        }

        return problems;
    }

    // A family is described by one of its members.
    private static MetricReference? Template(MetricCatalogue catalogue, string name) =>
        catalogue.Definitions.FirstOrDefault(definition => definition.Name == name) is { } template
            ? catalogue.Find(MetricName.Fill(template.Name, template.Parameters.Select((parameter, i) => (parameter, Number: 7 * (i + 1))).ToDictionary(pair => pair.parameter, pair => pair.Number)))
            : null;

    private static MetricQuestion Question(Game game, MetricRequest request, DataReach reach)
    {
        var (from, to) = request.Scope.Days(reach);
        return new MetricQuestion
        {
            Metric = request.Metric,
            From = from,
            To = to,
            Period = request.Period,
            By = request.Scope.By,
            Where = request.Scope.Filter(),
            WithInterval = request.WithInterval,
            Game = TermsOf(game, request.Currency),
        };
    }
}
