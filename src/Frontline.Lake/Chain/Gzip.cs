using System.Buffers.Binary;
using System.IO.Compression;
using Frontline.Core;
using Frontline.Core.Compression;

namespace Frontline.Lake.Chain;

internal static class Gzip
{
    // RFC 1952, section 2.3: a header of 10 bytes, a trailer of 8. The library takes a cut header for an empty file.
    private const int ShortestMemberBytes = 18;

    public static byte[] Pack(ReadOnlySpan<byte> bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(bytes);

        return packed.ToArray();
    }

    /// <exception cref="DataDamagedException">The bytes are not one whole gzip member and nothing else, or longer unpacked than <paramref name="bytesMax"/>.</exception>
    public static byte[] Unpack(byte[] packed, string name, int bytesMax)
    {
        try
        {
            using var source = new GzipSourceStream(new MemoryStream(packed), packed.Length);
            using var gzip = new GZipStream(source, CompressionMode.Decompress);
            using var unpacked = new MemoryStream();
            var block = new byte[64 * 1024];
            while (gzip.Read(block) is var read and > 0)
            {
                if (unpacked.Length + read > bytesMax)
                    throw new DataDamagedException($"{name} unpacks to more than {bytesMax} bytes; no writer makes one this long.", name);

                unpacked.Write(block, 0, read);
            }

            // The trailer's length tells a second member, be it an empty one.
            if (!source.IsUsedUp || packed.Length < ShortestMemberBytes || BinaryPrimitives.ReadUInt32LittleEndian(packed.AsSpan(^4..)) != unpacked.Length)
                throw new DataDamagedException($"{name} is not one whole gzip: it was cut, or something stands behind it.", name);

            return unpacked.ToArray();
        }
        catch (InvalidDataException e)
        {
            throw new DataDamagedException($"{name} is not a whole gzip: {e.Message}", name, e);
        }
    }
}
