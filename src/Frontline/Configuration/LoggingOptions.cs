using Microsoft.Extensions.Logging;

namespace Frontline.Configuration;

/// <summary>What the program says about itself, and how much of it is kept in <c>logs/</c>.</summary>
public sealed class LoggingOptions
{
    public LogLevel Level { get; set; } = LogLevel.Information;

    /// <summary>A file is closed and the next one begun at this size.</summary>
    public long FileBytesMax { get; set; } = 32L << 20;

    /// <summary>How many files are kept, the one being written included.</summary>
    public int FilesKept { get; set; } = 10;

    public IEnumerable<string> Validate()
    {
        if (FileBytesMax < 64 << 10)
        {
            yield return $"logging.file_bytes_max is {FileBytesMax}; at least 64KiB is expected.";
        }

        if (FilesKept is < 1 or > 1000)
        {
            yield return $"logging.files_kept is {FilesKept}; 1 to 1000 is expected.";
        }
    }
}
