using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Frontline.Core.Road;
using Frontline.Core.Storage;

namespace Frontline.Embedded.Log;

/// <summary>Finds the end of the newest segment, and tells a torn tail from damage. docs/specs/log.md, "Recovery", has the argument.</summary>
internal static class SegmentRecovery
{
    private const int ScanBytes = 1024 * 1024;

    /// <summary>Where the next group goes, after the tail was cut where needed and everything before was made durable.</summary>
    /// <exception cref="StreamDamagedException">A group that was synced cannot be read.</exception>
    public static RecoveredTail Recover(IFileSystem files, Segment segment)
    {
        using var file = files.Open(segment.Path, FileAccess.ReadWrite);
        var tail = FindEnd(files, segment);
        if (tail.Cut is { } cut)
            Clear(file, cut);

        // After a kill the bytes may be only in the page cache: they are about to be handed out, so they must not vanish later.
        file.Sync();
        return tail;
    }

    private static RecoveredTail FindEnd(IFileSystem files, Segment segment)
    {
        var end = FindLastGroup(files, segment, out var unreadableAt);
        return end with { Cut = FindTornGroup(files, segment, end, unreadableAt) };
    }

    /// <summary>Walks to the first frame that is not valid. Changes nothing.</summary>
    /// <param name="files">The file layer.</param>
    /// <param name="segment">The segment.</param>
    /// <param name="unreadableAt">Where that frame begins.</param>
    /// <returns>The end of the last whole group before it.</returns>
    /// <exception cref="FileNotFoundException">The segment has lost its name.</exception>
    internal static RecoveredTail FindLastGroup(IFileSystem files, Segment segment, out long unreadableAt)
    {
        using var cursor = new SegmentCursor(files.Open(segment.Path, FileAccess.Read), segment);
        var end = new RecoveredTail(cursor.Offset, cursor.Position, cursor.Group, EndsWithMark: false, Cut: null);
        FrameKind kind;
        while ((kind = cursor.Read(segment.Bytes, out _)) != FrameKind.Unreadable)
        {
            if (cursor.IsAtGroup)
                end = new RecoveredTail(cursor.Offset, cursor.Position, cursor.Group, kind == FrameKind.Mark, Cut: null);
        }

        unreadableAt = cursor.Offset;
        return end;
    }

    /// <summary>
    /// Looks at everything after the last whole group. A later group is written only after the one before it is synced, so an intact header of a later
    /// group proves that what cannot be read had been durable: damage. Without one, the unreadable group is the last that was begun. Changes nothing.
    /// </summary>
    /// <exception cref="StreamDamagedException">There is a later group.</exception>
    internal static LogRecovery? FindTornGroup(IFileSystem files, Segment segment, RecoveredTail end, long unreadableAt)
    {
        var tornEnd = unreadableAt > end.Offset ? unreadableAt : 0;
        var salt = BitConverter.IsLittleEndian ? segment.Salt : BinaryPrimitives.ReverseEndianness(segment.Salt);
        var buffer = GC.AllocateUninitializedArray<byte>(ScanBytes + LogFormat.FrameHeaderBytes);
        using var file = files.Open(segment.Path, FileAccess.Read);
        for (var start = end.Offset; start < segment.Bytes; start += ScanBytes)
        {
            var chunk = buffer.AsSpan(0, ReadFully(file, buffer, start));
            var words = MemoryMarshal.Cast<byte, ulong>(chunk);
            for (var word = words.IndexOf(salt); word >= 0 && word * sizeof(ulong) < ScanBytes;)
            {
                var offset = start + (word * sizeof(ulong));
                if (FrameHeader.TryRead(chunk[(word * sizeof(ulong))..], segment.Salt, out var header))
                {
                    if (header.Group > end.Group)
                        throw new StreamDamagedException($"The log segment '{segment.Path}' is damaged at byte {unreadableAt}: record {end.Position} or one of its group cannot be read, though what was written after it (byte {offset}) can.", segment.Path, unreadableAt);
                    tornEnd = Math.Max(tornEnd, Math.Min(segment.Bytes, offset + LogFormat.FrameBytes(header.PayloadBytes)));
                }
                else if (offset == end.Offset)
                {
                    tornEnd = Math.Max(tornEnd, offset + LogFormat.FrameHeaderBytes);
                }

                var next = words[(word + 1)..].IndexOf(salt);
                word = next < 0 ? -1 : word + 1 + next;
            }
        }

        return tornEnd > end.Offset ? new LogRecovery(segment.Path, end.Offset, tornEnd - end.Offset) : null;
    }

    /// <summary>Overwrites the torn group with zeros, so that no frame of it can ever be met again.</summary>
    private static void Clear(IFile file, LogRecovery cut)
    {
        var zeros = new byte[ScanBytes];
        var end = LogFormat.AlignToBlock(cut.Offset + cut.Bytes);
        for (var offset = cut.Offset; offset < end; offset += ScanBytes)
        {
            file.Write(zeros.AsSpan(0, (int)Math.Min(ScanBytes, end - offset)), offset);
        }
    }

    private static int ReadFully(IFile file, byte[] buffer, long offset)
    {
        var length = 0;
        int read;
        while (length < buffer.Length && (read = file.Read(buffer.AsSpan(length), offset + length)) > 0)
        {
            length += read;
        }

        return length;
    }
}
