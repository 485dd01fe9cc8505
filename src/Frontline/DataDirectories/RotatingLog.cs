using System.Globalization;
using Frontline.Configuration;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Filters;

namespace Frontline.DataDirectories;

/// <summary>The program's log: files in <c>logs/</c>, a new one each day and at a size, of which a number is kept.</summary>
public static class RotatingLog
{
    private const string Template = "{Timestamp:yyyy-MM-dd'T'HH:mm:ss.fffzzz} {Level:u3} {SourceContext} {Message:lj}{NewLine}{Exception}";

    /// <param name="options">Level and bounds.</param>
    /// <param name="layout">The data directory; its owner only may call this.</param>
    /// <param name="errorOutput">Warnings and errors are repeated here, where somebody looks; null for files only.</param>
    /// <returns>Disposing it closes the file.</returns>
    public static ILoggerFactory Open(LoggingOptions options, DataLayout layout, TextWriter? errorOutput)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(layout);
        var configuration = new LoggerConfiguration()
            .MinimumLevel.Is(LevelOf(options.Level))
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .WriteTo.File(
                Path.Combine(layout.Logs, "frontline-.log"),
                outputTemplate: Template,
                formatProvider: CultureInfo.InvariantCulture,
                fileSizeLimitBytes: options.FileBytesMax,
                rollingInterval: RollingInterval.Day,
                rollOnFileSizeLimit: true,
                retainedFileCountLimit: options.FilesKept);
        if (errorOutput is not null)
        {
            // What the web server's library has to say is in the file; the person at the terminal gets our sentence about it.
            configuration.WriteTo.Logger(
                console => console.Filter.ByExcluding(Matching.FromSource("Microsoft")).WriteTo.Sink(new TextWriterSink(errorOutput)), LogEventLevel.Warning);
        }

        return new SerilogLoggerFactory(configuration.CreateLogger(), dispose: true);
    }

    private static LogEventLevel LevelOf(LogLevel level) => level switch
    {
        LogLevel.Trace => LogEventLevel.Verbose,
        LogLevel.Debug => LogEventLevel.Debug,
        LogLevel.Information => LogEventLevel.Information,
        LogLevel.Warning => LogEventLevel.Warning,
        LogLevel.Error => LogEventLevel.Error,
        _ => LogEventLevel.Fatal,
    };
}
