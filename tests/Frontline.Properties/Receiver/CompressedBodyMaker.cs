using System.IO.Compression;
using System.Text;
using Frontline.Receiver.Bodies;
using ZstdSharp;

namespace Frontline.Properties.Receiver;

/// <summary>Makes compressed bodies: whole ones, cut and bent ones, several in a row, ones with something behind them, and bombs.</summary>
internal static class CompressedBodyMaker
{
    private const int BombBytes = 8 << 20;

    private static readonly byte[][] Texts =
    [
        .. new[]
        {
            "", "{}", """{"events":[{"name":"level_start","player_id":"p1"}]}""",
            $$"""{"events":[{{string.Join(',', Enumerable.Range(0, 60).Select(static i => $"{{\"name\":\"level_complete\",\"player_id\":\"p{i * 7919}\",\"props\":{{\"score\":{i * i * 31}}}}}"))}}]}""",
        }.Select(static text => Encoding.UTF8.GetBytes(text)),
        Noise(3000),
    ];

    private static readonly Dictionary<ContentCoding, byte[][]> Whole = Codings.ToDictionary(static coding => coding, static coding => Texts.SelectMany(text => Compress(coding, text)).ToArray());
    private static readonly Dictionary<ContentCoding, byte[]> Bombs = Codings.ToDictionary(static coding => coding, static coding => Compress(coding, new byte[BombBytes]).First());

    public static IReadOnlyList<ContentCoding> Codings => [ContentCoding.Gzip, ContentCoding.Brotli, ContentCoding.Zstd];

    /// <summary>A body, and what it must give when it is whole.</summary>
    public static (ContentCoding Coding, byte[] Sent, byte[]? Content) Next(Random random)
    {
        var coding = Codings[random.Next(Codings.Count)];
        var index = random.Next(Whole[coding].Length);
        var whole = Whole[coding][index];
        switch (random.Next(8))
        {
            case 0:
                return (coding, whole, Texts[index / (Whole[coding].Length / Texts.Length)]);
            case 1:
                return (coding, whole[..random.Next(whole.Length)], null);
            case 2:
                return (coding, [.. whole, .. Any(coding, random)], null);
            case 3:
                // The end once more: a checksum and a length that look right.
                return (coding, [.. whole, .. whole[^Math.Min(whole.Length, random.Next(1, 17))..]], null);
            case 4:
                var garbage = new byte[random.Next(1, 30)];
                random.NextBytes(garbage);
                return (coding, [.. whole, .. garbage], null);
            case 5 when random.Next(6) == 0:
                return (coding, Bent(Bombs[coding], random, random.Next(2)), null);
            case 6:
                return (coding, [.. Cut(Any(coding, random), random), .. whole], null);
            default:
                return (coding, Bent(whole, random, random.Next(1, 4)), null);
        }
    }

    private static byte[] Any(ContentCoding coding, Random random) => Whole[coding][random.Next(Whole[coding].Length)];

    private static byte[] Cut(byte[] whole, Random random) => whole[..Math.Max(0, whole.Length - random.Next(1, 4))];

    private static byte[] Bent(byte[] whole, Random random, int bits)
    {
        byte[] bent = [.. whole];
        for (; bits > 0 && bent.Length > 0; bits--)
            bent[random.Next(4) == 0 ? random.Next(Math.Min(bent.Length, 12)) : random.Next(bent.Length)] ^= (byte)(1 << random.Next(8));
        return bent;
    }

    private static IEnumerable<byte[]> Compress(ContentCoding coding, byte[] text)
    {
        foreach (var level in new[] { CompressionLevel.Optimal, CompressionLevel.Fastest, CompressionLevel.NoCompression })
        {
            using var target = new MemoryStream();
            using (Stream stream = coding switch
            {
                ContentCoding.Gzip => new GZipStream(target, level),
                ContentCoding.Brotli => new BrotliStream(target, level),
                _ => new CompressionStream(target, level == CompressionLevel.Optimal ? 19 : level == CompressionLevel.Fastest ? 1 : -5),
            })
            {
                stream.Write(text);
            }

            yield return target.ToArray();
        }
    }

    private static byte[] Noise(int bytes)
    {
        var noise = new byte[bytes];
        new Random(1).NextBytes(noise);
        return noise;
    }
}
