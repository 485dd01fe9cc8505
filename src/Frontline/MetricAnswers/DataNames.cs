using System.Collections.Concurrent;
using Frontline.Core.Games;
using Frontline.Enrichment.Plans;
using Frontline.Enrichment.Vocabulary;
using Frontline.Metrics.Compiling;
using Frontline.Metrics.Expressions;
using Frontline.Metrics.Questions;

namespace Frontline.MetricAnswers;

/// <summary>
/// Tells names that a game's data has never had: a question about one would be answered with nothing, which reads as if nothing had happened. Events of the tracking plan and built-in ones are known before
/// they come in.
/// </summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class DataNames(GameData data, ITrackingPlans plans)
{
    /// <summary>More names than questions are about.</summary>
    private const int RememberedMax = 10_000;

    // What has come in stays known. What has not is looked for each time, since it may come.
    private readonly ConcurrentDictionary<(string Game, DataNameKind Kind, string Name), bool> seen = new();

    /// <summary>Refuses dimensions and a condition that are about a name which has never come in. A game without data knows none, and is not asked.</summary>
    /// <exception cref="MetricException">One is; names the nearest that has come in.</exception>
    public async Task CheckAsync(Game game, DataReach reach, IReadOnlyList<string> by, Expression? where, CancellationToken cancellation)
    {
        await CheckAsync(game, reach, "bad_dimension", "by: ", by.Select(name => DataName.Of(name)).OfType<DataName>(), cancellation).ConfigureAwait(false);
        await CheckAsync(game, reach, "bad_filter", "where: ", DataName.In(where), cancellation).ConfigureAwait(false);
    }

    /// <summary>Refuses names that have never come in.</summary>
    /// <exception cref="MetricException">One has not; names the nearest that has.</exception>
    public async Task CheckAsync(Game game, DataReach reach, string code, string before, IEnumerable<DataName> names, CancellationToken cancellation)
    {
        foreach (var name in names)
        {
            if (await FaultOfAsync(game, reach, name, cancellation).ConfigureAwait(false) is { } fault)
            {
                throw new MetricException(code, before + fault);
            }
        }
    }

    /// <summary>A sentence when the name has never come in, else null.</summary>
    public async Task<string?> FaultOfAsync(Game game, DataReach reach, DataName name, CancellationToken cancellation)
    {
        var key = (game.Id, name.Kind, name.Name);
        var planned = name.Kind == DataNameKind.Event ? BuiltInEvents.Names.Concat(plans.Find(game.Id)?.Events ?? []) : [];
        if (reach.UntilDay is not { } newest || planned.Contains(name.Name) || seen.ContainsKey(key))
        {
            return null;
        }

        if ((await data.QueryAsync(game, DataNameCompiler.Seen(name), knowledge: null, cancellation).ConfigureAwait(false)).Count == 0)
        {
            var rows = await data.QueryAsync(game, DataNameCompiler.Known(name.Kind, newest), knowledge: null, cancellation).ConfigureAwait(false);
            return name.Unknown([.. rows.Select(row => row.GetProperty("name").GetString()!).Union(planned)]);
        }

        if (seen.Count >= RememberedMax)
        {
            seen.Clear();
        }

        seen[key] = true;
        return null;
    }
}
