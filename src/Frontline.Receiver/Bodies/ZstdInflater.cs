using ZstdSharp;

namespace Frontline.Receiver.Bodies;

internal static class ZstdInflater
{
    /// <remarks>Inflated in one call: then the library allocates no window, whose size (up to 128 MiB and more) the sender would choose.</remarks>
    public static InflateResult Inflate(ReadOnlySpan<byte> sent, PooledBuffer target, int inflatedBytesMax)
    {
        try
        {
            // An upper bound read from the frames' headers; a lie in them costs a buffer within the bound, no more.
            var size = Math.Min(Decompressor.GetDecompressedSize(sent), (ulong)inflatedBytesMax);
            if (!target.TryGrow((int)size))
                return InflateResult.BudgetUsedUp;
            using var decompressor = new Decompressor();
            if (!decompressor.TryUnwrap(sent, target.Free, out var written))
                return target.Free.Length == inflatedBytesMax ? InflateResult.TooLarge : InflateResult.Malformed;
            target.Advance(written);
            return InflateResult.Done;
        }
        catch (ZstdException)
        {
            return InflateResult.Malformed;
        }
    }
}
