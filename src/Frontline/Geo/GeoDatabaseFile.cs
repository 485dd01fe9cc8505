using Frontline.Configuration;
using Frontline.Enrichment.Geo;
using Microsoft.Extensions.Logging;

namespace Frontline.Geo;

/// <summary>
/// The configured database of addresses. A changed file counts within seconds; one that is missing or damaged leaves the database before in force and is named in
/// <see cref="Problems"/> and in the log. Look-ups never wait.
/// </summary>
internal sealed partial class GeoDatabaseFile : IGeoDatabases, IDisposable
{
    // Looked at rather than watched, as plans are.
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(2);

    private readonly string path;
    private readonly ILogger log;
    private readonly Lock reloading = new();
    private MaxMindDatabase current;
    private (long Length, DateTime ChangedAt) seen;
    private string? problem;
    private ITimer? timer;

    private GeoDatabaseFile(string path, ILogger log)
    {
        this.path = path;
        this.log = log;
        seen = Look();
        current = MaxMindDatabase.Open(path);
        LogLoaded(current.Version);
    }

    public IGeoDatabase Current => Volatile.Read(ref current);

    /// <summary>What is wrong with the database now, for the status page.</summary>
    public IReadOnlyList<string> Problems =>
        [.. new[] { Volatile.Read(ref problem), Volatile.Read(ref current).Fault }.OfType<string>().Select(text => $"{path}: {text}")];

    /// <param name="setting">The option as configured; empty for no database.</param>
    /// <param name="directory">Where a relative path begins.</param>
    /// <param name="log">Gets what happens to it.</param>
    /// <returns>Null when no database is configured.</returns>
    /// <exception cref="ConfigurationException">It is missing or damaged: at a start there is none before it that could stay.</exception>
    public static GeoDatabaseFile? Open(string setting, string directory, ILogger<GeoDatabaseFile> log)
    {
        if (setting.Length == 0) return null;
        var path = Path.GetFullPath(setting, Path.GetFullPath(directory));
        try
        {
            return new GeoDatabaseFile(path, log);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new ConfigurationException([$"enrichment.geo_database: {path}: {exception.Message}"]);
        }
    }

    /// <summary>Follows changes from now on, until disposed.</summary>
    public void Watch(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        timer = time.CreateTimer(_ => Reload(), null, PollInterval, PollInterval);
    }

    /// <summary>Takes what the file says now.</summary>
    public void Reload()
    {
        lock (reloading)
        {
            try
            {
                var now = Look();
                if (now == seen) return;
                // What cannot be read half-written is looked at again when it has changed further.
                seen = now;
                Volatile.Write(ref current, MaxMindDatabase.Open(path));
                Volatile.Write(ref problem, null);
                LogLoaded(current.Version);
            }
            catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
            {
                if (exception is not InvalidDataException) seen = default;
                if (problem == exception.Message) return;
                Volatile.Write(ref problem, exception.Message);
                LogProblem(path, exception.Message);
            }
        }
    }

    public void Dispose() => timer?.Dispose();

    private (long Length, DateTime ChangedAt) Look()
    {
        var file = new FileInfo(path);
        return file.Exists ? (file.Length, file.LastWriteTimeUtc) : throw new FileNotFoundException("There is no such file.");
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The database of addresses is {Version}.")]
    private partial void LogLoaded(string version);

    [LoggerMessage(Level = LogLevel.Error, Message = "The database of addresses {Path} is wrong, and the one before stays: {Problem}")]
    private partial void LogProblem(string path, string problem);
}
