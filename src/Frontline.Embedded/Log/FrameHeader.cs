using System.Buffers.Binary;

namespace Frontline.Embedded.Log;

/// <summary>What stands before each record, docs/specs/log.md, "Frames".</summary>
/// <param name="Salt">The segment's salt: a frame of an earlier use of the file has another one.</param>
/// <param name="Position">The record's number; of a mark, the number of the next record.</param>
/// <param name="Group">The number, within the segment, of the group that was written and synced as one.</param>
/// <param name="PayloadBytes">0 for a mark, which holds no record.</param>
/// <param name="IsLast">Whether it is its group's last frame, so that the next one begins at the next block.</param>
/// <param name="PayloadChecksum">CRC32C of the payload and the zeros that fill it up.</param>
internal readonly record struct FrameHeader(ulong Salt, long Position, uint Group, int PayloadBytes, bool IsLast, uint PayloadChecksum)
{
    private const uint LastFlag = 0x8000_0000;
    private const int ChecksumOffset = LogFormat.FrameHeaderBytes - sizeof(uint);

    /// <summary>False when the bytes are not an intact header of the segment with this salt.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, ulong salt, out FrameHeader header)
    {
        if (source.Length < LogFormat.FrameHeaderBytes
            || BinaryPrimitives.ReadUInt64LittleEndian(source) != salt
            || BinaryPrimitives.ReadUInt32LittleEndian(source[ChecksumOffset..]) != LogFormat.Checksum(source[..ChecksumOffset]))
        {
            header = default;
            return false;
        }

        var length = BinaryPrimitives.ReadUInt32LittleEndian(source[20..]);
        header = new FrameHeader(
            salt,
            BinaryPrimitives.ReadInt64LittleEndian(source[8..]),
            BinaryPrimitives.ReadUInt32LittleEndian(source[16..]),
            (int)(length & ~LastFlag),
            (length & LastFlag) != 0,
            BinaryPrimitives.ReadUInt32LittleEndian(source[24..]));
        return true;
    }

    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(destination, Salt);
        BinaryPrimitives.WriteInt64LittleEndian(destination[8..], Position);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[16..], Group);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[20..], (uint)PayloadBytes | (IsLast ? LastFlag : 0));
        BinaryPrimitives.WriteUInt32LittleEndian(destination[24..], PayloadChecksum);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[ChecksumOffset..], LogFormat.Checksum(destination[..ChecksumOffset]));
    }
}
