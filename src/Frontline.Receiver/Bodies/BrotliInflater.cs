using System.Buffers;
using System.IO.Compression;

namespace Frontline.Receiver.Bodies;

internal static class BrotliInflater
{
    private const int ExpectedRatio = 8;

    public static InflateResult Inflate(ReadOnlySpan<byte> sent, PooledBuffer target)
    {
        using var decoder = default(BrotliDecoder);
        Span<byte> probe = stackalloc byte[1];
        var rest = sent;
        if (!target.TryGrow(sent.Length * ExpectedRatio))
            return InflateResult.BudgetUsedUp;
        while (true)
        {
            if (target.Free.IsEmpty && !target.IsFull && !target.TryGrow(1))
                return InflateResult.BudgetUsedUp;
            var status = decoder.Decompress(rest, target.IsFull ? probe : target.Free, out var consumed, out var written);
            rest = rest[consumed..];
            if (target.IsFull && written > 0)
                return InflateResult.TooLarge;
            target.Advance(written);
            if (status == OperationStatus.Done)
                return rest.IsEmpty ? InflateResult.Done : InflateResult.Malformed;
            if (status != OperationStatus.DestinationTooSmall)
                return InflateResult.Malformed;
        }
    }
}
