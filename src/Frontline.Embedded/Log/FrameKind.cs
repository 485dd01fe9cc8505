namespace Frontline.Embedded.Log;

/// <summary>What a <see cref="SegmentCursor"/> met.</summary>
internal enum FrameKind
{
    Record,

    /// <summary>A mark: no record, but proof that everything before it was synced.</summary>
    Mark,

    /// <summary>Not the frame that must follow, or not an intact one.</summary>
    Unreadable,
}
