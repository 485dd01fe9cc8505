namespace Frontline.Embedded.Log;

/// <summary>The places between the log's commit steps, for <see cref="Core.Faults.IFaultPoints"/>.</summary>
public static class LogFaults
{
    /// <summary>A group is written and not yet synced.</summary>
    public const string GroupWritten = "log.group.written";

    /// <summary>A group is synced and nobody knows yet.</summary>
    public const string GroupSynced = "log.group.synced";

    /// <summary>The first block of a new segment is synced, and the file is still a spare one.</summary>
    public const string SegmentHeaderSynced = "log.segment.header-synced";

    /// <summary>A new segment has its name, which is not yet durable.</summary>
    public const string SegmentNamed = "log.segment.named";

    /// <summary>A segment that was trimmed has become a spare one, which is not yet durable.</summary>
    public const string SegmentRetired = "log.segment.retired";

    /// <summary>A new log has its first segment and not yet its id.</summary>
    public const string LogBegun = "log.begun";

    /// <summary>The torn tail is overwritten and the rest synced.</summary>
    public const string TailRecovered = "log.tail.recovered";

    public static IReadOnlyList<string> All { get; } = [GroupWritten, GroupSynced, SegmentHeaderSynced, SegmentNamed, SegmentRetired, LogBegun, TailRecovered];
}
