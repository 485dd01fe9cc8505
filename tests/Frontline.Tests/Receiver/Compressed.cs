using System.IO.Compression;
using Frontline.Receiver.Bodies;
using ZstdSharp;

namespace Frontline.Tests.Receiver;

/// <summary>Bodies as a client would compress them.</summary>
internal static class Compressed
{
    public static byte[] As(ContentCoding coding, byte[] body)
    {
        if (coding == ContentCoding.Identity)
            return body;
        using var target = new MemoryStream();
        using (Stream stream = coding switch
        {
            ContentCoding.Gzip => new GZipStream(target, CompressionLevel.Optimal),
            ContentCoding.Brotli => new BrotliStream(target, CompressionLevel.Fastest),
            _ => new CompressionStream(target, 3),
        })
        {
            stream.Write(body);
        }

        return target.ToArray();
    }

    public static string NameOf(ContentCoding coding) => coding switch
    {
        ContentCoding.Gzip => "gzip",
        ContentCoding.Brotli => "br",
        ContentCoding.Zstd => "zstd",
        _ => "identity",
    };
}
