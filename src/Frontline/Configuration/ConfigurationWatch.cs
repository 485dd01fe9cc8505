using Microsoft.Extensions.Logging;

namespace Frontline.Configuration;

/// <summary>
/// Tells in the log when configuration files no longer say what the program runs with: which options wait for a restart, or what would stop that restart.
/// Options are never changed under a running role.
/// </summary>
public sealed partial class ConfigurationWatch : IDisposable
{
    // Looked at rather than watched: nobody waits for it, and a look costs a few small files.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly EffectiveConfiguration running;
    private readonly ILogger log;
    private readonly ITimer timer;
    private string lastSaid = "";

    private ConfigurationWatch(EffectiveConfiguration running, TimeProvider time, ILogger log)
    {
        this.running = running;
        this.log = log;
        timer = time.CreateTimer(_ => Look(), null, Interval, Interval);
    }

    /// <param name="running">What the program runs with.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Where to tell it.</param>
    public static ConfigurationWatch Start(EffectiveConfiguration running, TimeProvider time, ILogger log)
    {
        ArgumentNullException.ThrowIfNull(running);
        ArgumentNullException.ThrowIfNull(time);
        return new ConfigurationWatch(running, time, log);
    }

    public void Dispose() => timer.Dispose();

    private void Look()
    {
        try
        {
            var now = running.LoadAgain();
            var changed = string.Join(", ", now.ChangedFrom(running));
            if (IsNews(changed) && changed.Length > 0)
            {
                LogChanged(changed);
            }
        }
        catch (ConfigurationException exception)
        {
            if (IsNews(exception.Message))
            {
                LogWrong(exception.Message);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (IsNews(exception.Message))
            {
                LogWrong(exception.Message);
            }
        }
    }

    private bool IsNews(string saying)
    {
        var isNews = saying != lastSaid;
        lastSaid = saying;
        return isNews;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The configuration was changed; a restart makes it count: {Options}.")]
    private partial void LogChanged(string options);

    [LoggerMessage(Level = LogLevel.Error, Message = "The configuration was changed and is wrong now, so the next start would fail: {Errors}")]
    private partial void LogWrong(string errors);
}
