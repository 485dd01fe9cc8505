using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using Frontline.Core.Compression;

namespace Frontline.Receiver.Bodies;

internal static class GzipInflater
{
    // JSON of events seen in the field shrinks to a quarter to a tenth.
    private const int ExpectedRatio = 6;

    // RFC 1952, section 2.3: a header of 10 bytes, a trailer of 8. The library takes a cut header for an empty file.
    private const int ShortestMemberBytes = 18;

    /// <remarks>
    /// One member only. The library hands out what a cut member has without complaint, and ignores what stands behind the last one; cut lines would then be
    /// taken for whole ones, so both are looked for, and the trailer's length is compared. It says nothing about empty members before the last, which no
    /// client in the field sends.
    /// </remarks>
    public static InflateResult Inflate(ReadOnlyMemory<byte> sent, PooledBuffer target)
    {
        if (sent.Length < ShortestMemberBytes)
            return InflateResult.Malformed;
        var result = InflateMember(sent, target);
        var isWhole = BinaryPrimitives.ReadUInt32LittleEndian(sent.Span[^4..]) == target.Length;
        return result == InflateResult.Done && !isWhole ? InflateResult.Malformed : result;
    }

    private static InflateResult InflateMember(ReadOnlyMemory<byte> sent, PooledBuffer target)
    {
        using var source = new GzipSourceStream(AsStream(sent), sent.Length);
        using var gzip = new GZipStream(source, CompressionMode.Decompress);
        try
        {
            if (!target.TryGrow(sent.Length * ExpectedRatio))
                return InflateResult.BudgetUsedUp;
            while (true)
            {
                if (target.IsFull)
                    return HasMore(gzip) ? InflateResult.TooLarge : EndOf(source);
                if (target.Free.IsEmpty && !target.TryGrow(1))
                    return InflateResult.BudgetUsedUp;
                var read = gzip.Read(target.Free);
                if (read == 0)
                    return EndOf(source);
                target.Advance(read);
            }
        }
        catch (InvalidDataException)
        {
            return InflateResult.Malformed;
        }
    }

    private static InflateResult EndOf(GzipSourceStream source) => source.IsUsedUp ? InflateResult.Done : InflateResult.Malformed;

    private static bool HasMore(GZipStream gzip)
    {
        Span<byte> probe = stackalloc byte[1];
        return gzip.Read(probe) > 0;
    }

    private static MemoryStream AsStream(ReadOnlyMemory<byte> sent) =>
        MemoryMarshal.TryGetArray(sent, out var segment)
            ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
            : new MemoryStream(sent.ToArray(), writable: false);
}
