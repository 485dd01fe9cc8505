namespace Frontline.Embedded.Log;

/// <summary>Sizes and bounds of a <see cref="SegmentLog"/>. Bytes unless said otherwise.</summary>
public sealed record SegmentLogOptions
{
    /// <summary>The largest record the log takes by default: a body of 16 MiB and what is kept about it.</summary>
    public const int DefaultRecordBytesMax = (16 * 1024 * 1024) + (64 * 1024);

    /// <summary>Size of a segment file, pre-written at once. A multiple of 4,096. It may change from one start to the next.</summary>
    public long SegmentBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>The largest record, exclusive of its frame. A larger one is an error of the caller.</summary>
    public int RecordBytesMax { get; init; } = DefaultRecordBytesMax;

    /// <summary>Up to how many bytes of concurrent appends share one write and one sync. A single larger record makes a group of its own.</summary>
    public int GroupBytesMax { get; init; } = 1024 * 1024;

    /// <summary>Up to how many bytes wait to be written; more are refused for now (<see cref="Core.Road.InboxUnavailableException"/>, transient).</summary>
    public long PendingBytesMax { get; init; } = 64L * 1024 * 1024;

    /// <summary>Up to how many bytes the segments take, spare ones included. Reaching it refuses appends until the log is trimmed. At least two segments.</summary>
    public long DirectoryBytesMax { get; init; } = 16L * 1024 * 1024 * 1024;

    /// <summary>Appends are refused while the volume has less free than this: room for what reads the log and makes it shorter.</summary>
    public long FreeBytesMin { get; init; } = 512L * 1024 * 1024;

    /// <summary>How many emptied segments are kept for reuse; more are deleted.</summary>
    public int SpareSegmentsMax { get; init; } = 4;

    /// <summary>Whether a spare segment is made in the background before it is needed. Off, one is made when it is needed: slower, and for tests one order of operations.</summary>
    public bool PreparesAhead { get; init; } = true;

    /// <summary>How often at most the volume's free space is asked for.</summary>
    public TimeSpan SpaceCheckInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Every error in these options, a sentence each; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        if (SegmentBytes <= 0 || SegmentBytes % LogFormat.BlockBytes != 0)
            errors.Add($"SegmentBytes must be a positive multiple of {LogFormat.BlockBytes}; it is {SegmentBytes}.");
        if (RecordBytesMax < 1 || RecordBytesMax > LogFormat.RecordBytesLimit)
            errors.Add($"RecordBytesMax must be from 1 to {LogFormat.RecordBytesLimit}; it is {RecordBytesMax}.");
        else if (LogFormat.BlockBytes + LogFormat.AlignToBlock(LogFormat.FrameBytes(RecordBytesMax)) > SegmentBytes)
            errors.Add($"A record of RecordBytesMax ({RecordBytesMax}) does not fit a segment of SegmentBytes ({SegmentBytes}).");
        if (GroupBytesMax < LogFormat.BlockBytes || LogFormat.BlockBytes + LogFormat.AlignToBlock(GroupBytesMax) > SegmentBytes)
            errors.Add($"GroupBytesMax must be from {LogFormat.BlockBytes} to what a segment holds; it is {GroupBytesMax}.");
        if (PendingBytesMax < LogFormat.FrameBytes(Math.Clamp(RecordBytesMax, 1, LogFormat.RecordBytesLimit)))
            errors.Add($"PendingBytesMax must hold one record of RecordBytesMax ({RecordBytesMax}); it is {PendingBytesMax}.");
        if (DirectoryBytesMax < 2 * SegmentBytes)
            errors.Add($"DirectoryBytesMax must be at least two segments ({2 * SegmentBytes}); it is {DirectoryBytesMax}.");
        if (FreeBytesMin < 0)
            errors.Add($"FreeBytesMin must not be negative; it is {FreeBytesMin}.");
        if (SpareSegmentsMax < 1)
            errors.Add($"SpareSegmentsMax must be at least 1; it is {SpareSegmentsMax}.");
        if (SpaceCheckInterval < TimeSpan.Zero)
            errors.Add($"SpaceCheckInterval must not be negative; it is {SpaceCheckInterval}.");
        return errors;
    }
}
