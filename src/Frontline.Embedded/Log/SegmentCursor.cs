using Frontline.Core.Storage;

namespace Frontline.Embedded.Log;

/// <summary>Walks the frames of a segment from its beginning, checking that each is intact and is the one that must follow. Not thread-safe.</summary>
internal sealed class SegmentCursor(IFile file, Segment segment) : IDisposable
{
    private const int BufferBytes = 256 * 1024;
    private byte[] buffer = GC.AllocateUninitializedArray<byte>((int)Math.Min(BufferBytes, segment.Bytes));
    private long bufferStart;
    private int bufferLength;

    public Segment Segment { get; } = segment;

    /// <summary>Where the next frame begins.</summary>
    public long Offset { get; private set; } = LogFormat.BlockBytes;

    /// <summary>The position the next record must have.</summary>
    public long Position { get; private set; } = segment.FirstPosition;

    /// <summary>The group the next frame must belong to.</summary>
    public uint Group { get; private set; }

    /// <summary>Whether the next frame begins a group.</summary>
    public bool IsAtGroup { get; private set; } = true;

    /// <summary>Reads the next frame. On <see cref="FrameKind.Unreadable"/> the cursor stays where it is.</summary>
    /// <param name="limit">Bytes at and after this offset may still change and are not looked at. Never below an earlier limit.</param>
    /// <param name="payload">The record; valid until the next call.</param>
    public FrameKind Read(long limit, out ReadOnlyMemory<byte> payload)
    {
        payload = default;
        if (!TryFill(LogFormat.FrameHeaderBytes, limit)
            || !FrameHeader.TryRead(buffer.AsSpan((int)(Offset - bufferStart)), Segment.Salt, out var header)
            || header.Position != Position || header.Group != Group)
        {
            return FrameKind.Unreadable;
        }

        // A header that is intact was written by this program, so its length is one that fits; the limit holds all the same.
        if (header.PayloadBytes > LogFormat.RecordBytesLimit || !TryFill(LogFormat.FrameBytes(header.PayloadBytes), limit))
            return FrameKind.Unreadable;
        var frameBytes = LogFormat.FrameBytes(header.PayloadBytes);
        var start = (int)(Offset - bufferStart) + LogFormat.FrameHeaderBytes;
        if (LogFormat.Checksum(buffer.AsSpan(start, frameBytes - LogFormat.FrameHeaderBytes)) != header.PayloadChecksum)
            return FrameKind.Unreadable;

        Offset += frameBytes;
        IsAtGroup = header.IsLast;
        if (header.IsLast)
        {
            Offset = LogFormat.AlignToBlock(Offset);
            Group++;
        }

        if (header.PayloadBytes == 0)
            return FrameKind.Mark;
        Position++;
        payload = buffer.AsMemory(start, header.PayloadBytes);
        return FrameKind.Record;
    }

    public void Dispose() => file.Dispose();

    private bool TryFill(int bytes, long limit)
    {
        if (Offset + bytes > limit)
            return false;
        if (Offset >= bufferStart && Offset + bytes <= bufferStart + bufferLength)
            return true;
        if (buffer.Length < bytes)
            buffer = GC.AllocateUninitializedArray<byte>(bytes);
        bufferStart = Offset;
        bufferLength = 0;
        var wanted = (int)Math.Min(buffer.Length, limit - Offset);
        while (bufferLength < wanted)
        {
            var read = file.Read(buffer.AsSpan(bufferLength, wanted - bufferLength), bufferStart + bufferLength);
            if (read == 0)
                break;
            bufferLength += read;
        }

        return bufferLength >= bytes;
    }
}
