using System.Collections.Frozen;
using Frontline.Configuration;
using Frontline.Core.Games;
using Frontline.Core.Storage;
using Frontline.Enrichment.Plans;
using Microsoft.Extensions.Logging;

namespace Frontline.Plans;

/// <summary>
/// The games' tracking plans as their folders say. A changed file counts within seconds; a plan with a mistake stays as it was before, as a whole, and the mistake is named in
/// <see cref="Problems"/> and in the log. Look-ups read one immutable snapshot and never wait.
/// </summary>
internal sealed partial class FilePlanCatalog : ITrackingPlans, IDisposable
{
    // Looked at rather than watched: a plan may lie in any folder, on any kind of drive, and a look costs a few small files.
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(2);

    private readonly string gamesDirectory;
    private readonly IGameCatalog games;
    private readonly IFileSystem fileSystem;
    private readonly ILogger log;
    private readonly Lock reloading = new();
    private FrozenDictionary<string, LoadedPlan> snapshot = FrozenDictionary<string, LoadedPlan>.Empty;
    private ITimer? timer;

    private FilePlanCatalog(string gamesDirectory, IGameCatalog games, IFileSystem fileSystem, ILogger log)
    {
        this.gamesDirectory = gamesDirectory;
        this.games = games;
        this.fileSystem = fileSystem;
        this.log = log;
    }

    /// <summary>What is wrong with plans now, for the status page.</summary>
    public IReadOnlyList<string> Problems =>
        [.. Volatile.Read(ref snapshot).OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => pair.Value.Problems)];

    /// <summary>The plans in force, by game.</summary>
    public IReadOnlyList<(string Game, TrackingPlan Plan)> Plans =>
        [.. Volatile.Read(ref snapshot).Where(pair => pair.Value.Plan is not null).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value.Plan!))];

    /// <summary>Reads all plans once.</summary>
    /// <exception cref="ConfigurationException">Every error in every plan: at a start there is none before it that could stay.</exception>
    public static FilePlanCatalog Open(string gamesDirectory, IGameCatalog games, IFileSystem fileSystem, ILogger<FilePlanCatalog> log)
    {
        var catalog = new FilePlanCatalog(gamesDirectory, games, fileSystem, log);
        catalog.Reload();
        return catalog.Problems.Count == 0 ? catalog : throw new ConfigurationException(catalog.Problems);
    }

    /// <summary>Follows changes from now on, until disposed.</summary>
    public void Watch(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        timer = time.CreateTimer(_ => Reload(), null, PollInterval, PollInterval);
    }

    public TrackingPlan? Find(string game) => Volatile.Read(ref snapshot).GetValueOrDefault(game)?.Plan;

    /// <summary>Takes what the files say now.</summary>
    public void Reload()
    {
        lock (reloading)
        {
            var next = new Dictionary<string, LoadedPlan>(StringComparer.Ordinal);
            foreach (var game in games.Games)
            {
                var before = snapshot.GetValueOrDefault(game.Id);
                var now = Load(game, before);
                next.Add(game.Id, now);
                if (!ReferenceEquals(now, before))
                {
                    Tell(game.Id, before, now);
                }
            }

            Volatile.Write(ref snapshot, next.ToFrozenDictionary(StringComparer.Ordinal));
        }
    }

    public void Dispose() => timer?.Dispose();

    private LoadedPlan Load(Game game, LoadedPlan? before)
    {
        var folder = PlanFolder.Of(gamesDirectory, game);
        try
        {
            var files = PlanFolder.Read(folder, fileSystem);
            var source = $"{folder}|{game.PlanPolicy}|{PlanFolder.Fingerprint(files)}";
            if (before?.Source == source)
            {
                return before;
            }

            if (files.Count == 0)
            {
                return game.PlanFolder is null || Directory.Exists(folder)
                    ? new LoadedPlan(source, Plan: null, [])
                    : new LoadedPlan(source, before?.Plan, [$"There is no folder {folder}, which the file of the game '{game.Id}' names as its plan."]);
            }

            var compiled = PlanCompiler.Compile(files, game.PlanPolicy);
            return new LoadedPlan(source, compiled.Plan ?? before?.Plan, [.. compiled.Problems.Select(problem => (problem with { File = Path.Combine(folder, problem.File) }).ToString())]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Told once, and looked at again every time: what cannot be read now may be readable without having changed.
            var now = new LoadedPlan(Source: "", before?.Plan, [exception.Message]);
            return before is { Source: "" } && before.Problems.SequenceEqual(now.Problems) ? before : now;
        }
    }

    private void Tell(string game, LoadedPlan? before, LoadedPlan now)
    {
        foreach (var problem in now.Problems.Except(before?.Problems ?? []))
        {
            LogProblem(game, problem);
        }

        if (now.Problems.Count > 0 || before?.Plan == now.Plan)
        {
            return;
        }

        if (now.Plan is { } plan)
        {
            LogLoaded(game, plan.Version, plan.Events.Count);
        }
        else
        {
            LogNone(game);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The plan of the game {Game} is version {Version}, with schemas of {Count} events.")]
    private partial void LogLoaded(string game, string version, int count);

    [LoggerMessage(Level = LogLevel.Information, Message = "The game {Game} has no plan any more.")]
    private partial void LogNone(string game);

    [LoggerMessage(Level = LogLevel.Error, Message = "The plan of the game {Game} is wrong, and the one before stays: {Problem}")]
    private partial void LogProblem(string game, string problem);
}
