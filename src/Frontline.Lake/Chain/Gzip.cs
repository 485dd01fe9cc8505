using System.IO.Compression;
using Frontline.Core;

namespace Frontline.Lake.Chain;

internal static class Gzip
{
    public static byte[] Pack(ReadOnlySpan<byte> bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(bytes);

        return packed.ToArray();
    }

    /// <exception cref="DataDamagedException">The bytes are no gzip, or longer unpacked than <paramref name="bytesMax"/>.</exception>
    public static byte[] Unpack(byte[] packed, string name, int bytesMax)
    {
        try
        {
            using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
            using var unpacked = new MemoryStream();
            var block = new byte[64 * 1024];
            while (gzip.Read(block) is var read and > 0)
            {
                if (unpacked.Length + read > bytesMax)
                    throw new DataDamagedException($"{name} unpacks to more than {bytesMax} bytes; no writer makes one this long.", name);

                unpacked.Write(block, 0, read);
            }

            return unpacked.ToArray();
        }
        catch (InvalidDataException e)
        {
            throw new DataDamagedException($"{name} is not a whole gzip: {e.Message}", name, e);
        }
    }
}
