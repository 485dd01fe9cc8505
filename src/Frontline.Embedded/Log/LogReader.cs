using Frontline.Core.Road;

namespace Frontline.Embedded.Log;

/// <summary>Reads a log's synced records in order, each checked as it is read. Goes on while the log is appended to and trimmed. Not thread-safe.</summary>
public sealed class LogReader : IDisposable
{
    private readonly SegmentLog log;
    private SegmentCursor? cursor;
    private long segmentEnd;

    internal LogReader(SegmentLog log, long from)
    {
        this.log = log;
        Position = from;
    }

    /// <summary>The position of the record that <see cref="TryRead"/> returns next.</summary>
    public long Position { get; private set; }

    /// <summary>The next record; false when there is none yet, or no more.</summary>
    /// <param name="record">Valid until the next call.</param>
    /// <exception cref="StreamDamagedException">The record cannot be read. It is met again by the next call: nothing is skipped.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The record was trimmed meanwhile.</exception>
    public bool TryRead(out ReadOnlyMemory<byte> record)
    {
        record = default;
        var tail = log.Tail;
        if (Position >= tail.End)
            return false;
        while (true)
        {
            var current = CursorFor(tail);
            var recordAt = current.Position;
            var kind = current.Read(current.Segment.Sequence == tail.Sequence ? tail.Offset : current.Segment.Bytes, out record);
            if (kind == FrameKind.Unreadable)
                throw Unreadable(current.Segment.Path, current.Offset);
            if (kind == FrameKind.Mark || recordAt < Position)
                continue;
            Position++;
            return true;
        }
    }

    public void Dispose() => cursor?.Dispose();

    /// <summary>A cursor in the segment of <see cref="Position"/>; while that lies behind the cursor's segment, the next segment's.</summary>
    private SegmentCursor CursorFor(LogTail tail)
    {
        if (cursor is not null && (Position < segmentEnd && (segmentEnd != long.MaxValue || cursor.Segment.Sequence == tail.Sequence)))
            return cursor;
        if (log.Segments.Find(Position) is not { } found)
            throw Trimmed();
        segmentEnd = found.End;
        if (cursor is not null && cursor.Segment.Sequence == found.Segment.Sequence)
            return cursor;
        cursor?.Dispose();
        cursor = null;
        try
        {
            return cursor = new SegmentCursor(log.Files.Open(found.Segment.Path, FileAccess.Read), found.Segment);
        }
        catch (FileNotFoundException)
        {
            throw Unreadable(found.Segment.Path, 0);
        }
    }

    /// <summary>A segment is taken off the list before its file is used again, so what cannot be read and is still on the list is damaged.</summary>
    private Exception Unreadable(string path, long offset) => Position < log.Begin
        ? Trimmed()
        : new StreamDamagedException($"Record {Position} of the log cannot be read: the segment '{path}' is damaged at byte {offset}.", path, offset);

    private ArgumentOutOfRangeException Trimmed() => new(null, Position, $"Record {Position} was trimmed: the log in '{log.Directory}' begins at {log.Begin}.");
}
