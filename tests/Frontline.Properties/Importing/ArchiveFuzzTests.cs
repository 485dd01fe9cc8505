using System.IO.Compression;
using System.Text;
using Frontline.Importing;
using Frontline.Properties.Fuzzing;
using Frontline.Properties.Receiver;
using Xunit;

namespace Frontline.Properties.Importing;

/// <summary>Packed files to import that are cut, bent, or have something behind their end: read as another decoder reads them, or refused with a sentence before anything is sent.</summary>
public sealed class ArchiveFuzzTests : IDisposable
{
    private const int Cases = 2_500;

    private static readonly byte[] Content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 40).Select(static i => $"{{\"name\":\"a{i * 7919}\",\"player_id\":\"p{i}\"}}\n")));
    private static readonly byte[] Packed = Pack(Content);

    private readonly string folder = Directory.CreateTempSubdirectory("frontline-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_damaged_archive_is_refused_or_read_as_another_decoder_reads_it() => Fuzz.RequireNone(FirstFault(Fuzz.Seed, Cases * Fuzz.Times, Read));

    public static TheoryData<string> Canaries => ["cut", "garbage", "throws"];

    [Theory]
    [MemberData(nameof(Canaries))]
    public void The_harness_finds_a_planted_bug(string bug) => Assert.NotNull(FirstFault(seed: 1, Cases, bug switch
    {
        "cut" or "garbage" => file =>
        {
            var content = ReadLoosely(file);
            return content.AsSpan().SequenceEqual(Content) == (bug == "garbage") ? content : Read(file);
        },
        _ => file => file.Length == Packed.Length - 20 ? throw new InvalidOperationException("a planted exception") : Read(file),
    }));

    private byte[] Read(byte[] file)
    {
        var path = Path.Combine(folder, "events.ndjson.gz");
        File.WriteAllBytes(path, file);
        var content = ImportContent.InspectAsync(path, requireUtf8: false, static _ => { }, CancellationToken.None).GetAwaiter().GetResult();
        var (stream, _) = content.Open();
        using (stream)
        {
            using var text = new MemoryStream();
            stream.CopyTo(text);
            return text.ToArray();
        }
    }

    // What the platform's stream hands out before it finds a fault, if it does.
    private static byte[] ReadLoosely(byte[] file)
    {
        using var stream = new GZipStream(new MemoryStream(file), CompressionMode.Decompress);
        using var content = new MemoryStream();
        try
        {
            stream.CopyTo(content);
        }
        catch (InvalidDataException)
        {
            return [];
        }

        return content.ToArray();
    }

    private static string? FirstFault(int seed, int cases, Func<byte[], byte[]> read) => Fuzz.FirstFault(seed, cases, random =>
    {
        var file = Damage(random);
        if (!file.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
        {
            return null;
        }

        var expected = ReferenceGzip.Decode(file);
        byte[]? found = null;
        try
        {
            found = read(file);
        }
        catch (ImportFileException)
        {
            // Refused with a sentence.
        }

        return found is null ? (expected is null || !file.AsSpan().StartsWith(Packed) ? null : "a whole archive is refused")
            : expected is null ? $"an archive is taken that another decoder refuses: {Convert.ToHexString(file)}"
            : found.AsSpan().SequenceEqual(expected) ? null
            : $"an archive comes out otherwise than from another decoder: {Convert.ToHexString(file)}";
    });

    private static byte[] Damage(Random random)
    {
        switch (random.Next(6))
        {
            case 0:
                return Packed;
            case 1:
                return [.. Packed, .. Packed];
            case 2:
                return [.. Packed, .. Packed[..random.Next(1, Packed.Length)]];
            case 3:
                return [.. Packed, .. Packed[^random.Next(1, 20)..]];
            case 4:
                byte[] bent = [.. Packed];
                bent[random.Next(bent.Length)] ^= (byte)(1 << random.Next(8));
                return bent;
            default:
                return Packed[..random.Next(2, Packed.Length)];
        }
    }

    private static byte[] Pack(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }
}
