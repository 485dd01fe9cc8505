namespace Frontline.Receiver.Bodies;

/// <summary>Inflates a body into a buffer and stops at the buffer's bound, so that a bomb costs no more than an honest body.</summary>
internal static class Inflater
{
    /// <summary>Null when the whole body is in <paramref name="target"/>.</summary>
    public static Refusal? Inflate(ContentCoding coding, ReadOnlyMemory<byte> sent, PooledBuffer target, int inflatedBytesMax)
    {
        var result = coding switch
        {
            ContentCoding.Gzip => GzipInflater.Inflate(sent, target),
            ContentCoding.Brotli => BrotliInflater.Inflate(sent.Span, target),
            ContentCoding.Zstd => ZstdInflater.Inflate(sent.Span, target, inflatedBytesMax),
            _ => throw new ArgumentOutOfRangeException(nameof(coding)),
        };
        return result switch
        {
            InflateResult.Done => null,
            InflateResult.TooLarge => new Refusal(RefusalCode.InflatedTooLarge, $"The body is larger than {inflatedBytesMax} bytes once inflated. Send smaller batches."),
            InflateResult.BudgetUsedUp => new Refusal(RefusalCode.BuffersFull, "All requests together hold as many bytes as they may."),
            _ => new Refusal(RefusalCode.MalformedEncoding, $"The body is not what its Content-Encoding says: it cannot be inflated as {NameOf(coding)}, or it ends too early."),
        };
    }

    private static string NameOf(ContentCoding coding) => coding switch
    {
        ContentCoding.Gzip => "gzip",
        ContentCoding.Brotli => "br",
        _ => "zstd",
    };
}
