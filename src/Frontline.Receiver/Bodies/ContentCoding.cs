namespace Frontline.Receiver.Bodies;

/// <summary>How a body is compressed.</summary>
internal enum ContentCoding
{
    Identity = 0,
    Gzip,
    Brotli,
    Zstd,
}
