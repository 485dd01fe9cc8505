using Frontline.Embedded.Log;

namespace Frontline.Tests.Log;

/// <summary>Options under which a few records fill a segment.</summary>
internal static class SmallLog
{
    public static SegmentLogOptions Options { get; } = new()
    {
        SegmentBytes = 64 * 1024,
        RecordBytesMax = 16 * 1024,
        GroupBytesMax = 32 * 1024,
        PendingBytesMax = 1024 * 1024,
        FreeBytesMin = 0,
        DirectoryBytesMax = 64L * 1024 * 1024,
    };
}
