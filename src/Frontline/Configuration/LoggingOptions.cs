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

    /// <summary>Every error in these options, a sentence each; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        if (FileBytesMax < 64 << 10)
        {
            errors.Add($"logging.file_bytes_max is {FileBytesMax}; at least 64KiB is expected.");
        }

        if (FilesKept is < 1 or > 1000)
        {
            errors.Add($"logging.files_kept is {FilesKept}; 1 to 1000 is expected.");
        }

        return errors;
    }
}
