using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Frontline.Embedded.Log;

/// <summary>Names, sizes and the checksum of the log's format, docs/specs/log.md.</summary>
internal static class LogFormat
{
    public const int Version = 1;

    /// <summary>Groups begin at multiples of this, so that a block with an acknowledged record in it is never written again.</summary>
    public const int BlockBytes = 4096;

    public const int FrameHeaderBytes = 32;
    public const int FrameAlignment = 8;

    /// <summary>No option allows larger records: lengths have 31 bits, and a group must fit an array.</summary>
    public const int RecordBytesLimit = 1 << 30;

    public const string MetaFile = "meta";
    public const string NewMetaFile = "meta.new";
    private const string SegmentSuffix = ".segment";
    private const string SparePrefix = "spare-";

    public static string SegmentName(long sequence) => sequence.ToString("D12", CultureInfo.InvariantCulture) + SegmentSuffix;

    public static string SpareName(long number) => SparePrefix + number.ToString("D12", CultureInfo.InvariantCulture);

    public static bool TryParseSegmentName(string name, out long sequence)
    {
        sequence = 0;
        return name.EndsWith(SegmentSuffix, StringComparison.Ordinal)
            && long.TryParse(name.AsSpan(0, name.Length - SegmentSuffix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out sequence);
    }

    public static bool TryParseSpareName(string name, out long number)
    {
        number = 0;
        return name.StartsWith(SparePrefix, StringComparison.Ordinal)
            && long.TryParse(name.AsSpan(SparePrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>A record's bytes in the file: header, payload, and zeros up to the next frame.</summary>
    public static int FrameBytes(int payloadBytes) => FrameHeaderBytes + ((payloadBytes + FrameAlignment - 1) & -FrameAlignment);

    public static int AlignToBlock(int bytes) => checked(bytes + BlockBytes - 1) & -BlockBytes;

    public static long AlignToBlock(long offset) => (offset + BlockBytes - 1) & -BlockBytes;

    /// <summary>CRC32C (Castagnoli), by the processor's instruction.</summary>
    public static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
        {
            crc = BitOperations.Crc32C(crc, BitConverter.IsLittleEndian ? word : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(word));
        }

        foreach (var rest in bytes[(words.Length * sizeof(ulong))..])
        {
            crc = BitOperations.Crc32C(crc, rest);
        }

        return ~crc;
    }
}
