using System.Diagnostics.CodeAnalysis;
using Frontline.Configuration;
using Frontline.Core.Games;
using Frontline.Core.Storage;
using Frontline.Yaml;
using Microsoft.Extensions.Logging;

namespace Frontline.Games;

/// <summary>
/// The games as the files in <c>games/</c> say. A changed file counts within seconds; a broken one leaves its game as it was and is named in
/// <see cref="Problems"/> and in the log. Look-ups read one immutable snapshot and never wait.
/// </summary>
public sealed partial class FileGameCatalog : IGameCatalog, IDisposable
{
    // The watcher tells at once where the operating system can; the poll finds what it does not tell: network drives, exhausted inotify watches.
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan SettleDelay = TimeSpan.FromMilliseconds(200);

    private readonly string directory;
    private readonly IFileSystem fileSystem;
    private readonly GameRules rules;
    private readonly ILogger log;
    private readonly Lock reloading = new();
    private GamesSnapshot snapshot = GamesSnapshot.Empty;
    private ITimer? timer;
    private FileSystemWatcher? watcher;

    private FileGameCatalog(string directory, IFileSystem fileSystem, GameRules rules, ILogger log)
    {
        this.directory = directory;
        this.fileSystem = fileSystem;
        this.rules = rules;
        this.log = log;
    }

    public IReadOnlyCollection<Game> Games => Volatile.Read(ref snapshot).Games;

    /// <summary>What is wrong with files now, for the status page. Their games are as they were before.</summary>
    public IReadOnlyList<FileProblem> Problems => Volatile.Read(ref snapshot).Problems;

    /// <summary>Reads all games once.</summary>
    /// <exception cref="ConfigurationException">Every error in every file.</exception>
    public static FileGameCatalog Open(string directory, IFileSystem fileSystem, GameRules rules, ILogger<FileGameCatalog> log)
    {
        var catalog = new FileGameCatalog(directory, fileSystem, rules, log)
        {
            snapshot = GamesSnapshot.Read(directory, fileSystem, rules, GamesSnapshot.Empty),
        };
        return catalog.Problems.Count == 0 ? catalog : throw new ConfigurationException([.. catalog.Problems.Select(problem => problem.ToString())]);
    }

    /// <summary>Follows changes from now on, until disposed.</summary>
    public void Watch(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        timer = time.CreateTimer(_ => Reload(), null, PollInterval, PollInterval);
        try
        {
            watcher = new FileSystemWatcher(directory, "*" + GameFile.Extension);
            FileSystemEventHandler changed = (_, _) => timer.Change(SettleDelay, PollInterval);
            watcher.Changed += changed;
            watcher.Created += changed;
            watcher.Deleted += changed;
            watcher.Renamed += (_, _) => timer.Change(SettleDelay, PollInterval);
            watcher.EnableRaisingEvents = true;
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or PlatformNotSupportedException)
        {
            LogNoWatcher(exception.Message);
        }
    }

    /// <summary>Takes what the files say now. Called after a file was written, so that the writer sees the change at once.</summary>
    public void Reload()
    {
        lock (reloading)
        {
            GamesSnapshot next;
            try
            {
                next = GamesSnapshot.Read(directory, fileSystem, rules, snapshot);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // A directory that cannot be listed now leaves the games as they are.
                LogUnreadable(exception.Message);
                return;
            }

            if (ReferenceEquals(next, snapshot))
            {
                return;
            }

            foreach (var problem in next.Problems.Except(snapshot.Problems))
            {
                LogProblem(problem.ToString());
            }

            Volatile.Write(ref snapshot, next);
            LogLoaded(next.Games.Count);
        }
    }

    public bool TryGet(string id, [MaybeNullWhen(false)] out Game game) => (game = Volatile.Read(ref snapshot).Find(id)) is not null;

    public bool TryGetByKey(string key, [MaybeNullWhen(false)] out Game game, [MaybeNullWhen(false)] out WriteKey writeKey)
    {
        ArgumentNullException.ThrowIfNull(key);
        var found = key.Length is 0 or > WriteKeySecret.LengthMax ? null : Volatile.Read(ref snapshot).FindByKeyHash(WriteKeySecret.Hash(key));
        (game, writeKey) = found is { } both ? (both.Game, both.Key) : (null, null);
        return found is not null;
    }

    public void Dispose()
    {
        watcher?.Dispose();
        timer?.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Games are loaded: {Count}.")]
    private partial void LogLoaded(int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "A game's file is wrong, and the game stays as it was: {Problem}")]
    private partial void LogProblem(string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The games' directory cannot be read now, and the games stay as they were: {Reason}")]
    private partial void LogUnreadable(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Changes of game files are found by polling, as they cannot be watched: {Reason}")]
    private partial void LogNoWatcher(string reason);
}
