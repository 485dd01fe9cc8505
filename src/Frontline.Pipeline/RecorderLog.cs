using Microsoft.Extensions.Logging;

namespace Frontline.Pipeline;

internal static partial class RecorderLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Took over chain {Chain} at entry {Entry}; the Stream is recorded up to position {End}")]
    public static partial void TookOver(ILogger log, string chain, long entry, long end);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The keyed state is rebuilt from the lake: {Reason}")]
    public static partial void StateThrownAway(ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Restored the keyed state from the snapshot as of entry {Entry}: {Files} files, {Bytes} bytes")]
    public static partial void SnapshotRestored(ILogger log, long entry, int files, long bytes);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The snapshot as of entry {Entry} cannot be used ({Reason}); the keyed state is rebuilt from all rows")]
    public static partial void SnapshotUnusable(ILogger log, long entry, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Replaying chain {Chain} from entry {After} to {Last}")]
    public static partial void Replaying(ILogger log, string chain, long after, long last);

    [LoggerMessage(Level = LogLevel.Information, Message = "Replayed {Entries} entries with {Rows} rows, up to entry {Entry}")]
    public static partial void Replayed(ILogger log, long entries, long rows, long entry);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Committed entry {Entry}: {Rows} rows, up to position {End}")]
    public static partial void Committed(ILogger log, long entry, int rows, long end);

    [LoggerMessage(Level = LogLevel.Information, Message = "Sealed {Landing} landing files into {Files} files with entry {Entry}; the snapshot has {SnapshotFiles} files, {Uploaded} of them new")]
    public static partial void SealedFiles(ILogger log, int landing, int files, long entry, int snapshotFiles, int uploaded);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The disk budget of the dedupe keys is reached: {Days} recorded days are held, and events before {Floor} are rejected as too late")]
    public static partial void DedupeBudgetReached(ILogger log, int days, string floor);

    [LoggerMessage(Level = LogLevel.Error, Message = "The Recorder stops: {Reason}")]
    public static partial void Stops(ILogger log, string reason, Exception cause);
}
