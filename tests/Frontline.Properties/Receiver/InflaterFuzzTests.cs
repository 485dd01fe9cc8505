using System.Buffers;
using System.IO.Compression;
using Frontline.Properties.Fuzzing;
using Frontline.Receiver;
using Frontline.Receiver.Bodies;
using Xunit;
using ZstdSharp;

namespace Frontline.Properties.Receiver;

/// <summary>
/// Inflating against other decoders, on damaged bodies: gzip against one written here, brotli and zstd against their libraries fed in small pieces,
/// another road through them than the whole-body calls that the Receiver makes.
/// </summary>
public sealed class InflaterFuzzTests
{
    private const int Bound = 64 << 10;
    private const int Cases = 12_000;

    [Fact]
    public void Damaged_bodies_are_refused_or_come_out_as_another_decoder_reads_them() =>
        Fuzz.RequireNone(FirstFault(Fuzz.Seed, Cases * Fuzz.Times, Inflater.Inflate));

    public static TheoryData<string> Canaries => ["cut gzip", "garbage behind gzip", "checksum", "garbage behind brotli", "cut zstd", "over the bound", "throws", "refuses whole bodies"];

    [Theory]
    [MemberData(nameof(Canaries))]
    public void The_harness_finds_a_planted_bug(string bug) => Assert.NotNull(FirstFault(seed: 1, Cases, bug switch
    {
        "cut gzip" => static (coding, sent, target, bound) => coding == ContentCoding.Gzip && sent.Length > 18
            ? Copy(new GZipStream(new MemoryStream(sent.ToArray()), CompressionMode.Decompress), target) : Inflater.Inflate(coding, sent, target, bound),
        "garbage behind gzip" => static (coding, sent, target, bound) => Inflater.Inflate(coding, coding == ContentCoding.Gzip && sent.Length > 40 ? sent[..^1] : sent, target, bound),
        "checksum" => static (coding, sent, target, bound) => coding == ContentCoding.Gzip && sent.Length > 18
            ? Copy(new DeflateStream(new MemoryStream(sent[10..^8].ToArray()), CompressionMode.Decompress), target) : Inflater.Inflate(coding, sent, target, bound),
        "garbage behind brotli" => static (coding, sent, target, bound) => coding == ContentCoding.Brotli
            ? Copy(new BrotliStream(new MemoryStream(sent.ToArray()), CompressionMode.Decompress), target) : Inflater.Inflate(coding, sent, target, bound),
        "cut zstd" => static (coding, sent, target, bound) => coding == ContentCoding.Zstd
            ? Copy(new DecompressionStream(new MemoryStream(sent.ToArray()), checkEndOfStream: false), target) : Inflater.Inflate(coding, sent, target, bound),
        "over the bound" => static (coding, sent, target, bound) => Inflater.Inflate(coding, sent, target, bound) is { Code: RefusalCode.InflatedTooLarge } ? null : Inflater.Inflate(coding, sent, target, bound),
        "refuses whole bodies" => static (coding, sent, target, bound) => Inflater.Inflate(coding, sent[..^1], target, bound),
        _ => static (coding, sent, target, bound) => sent.Span.IndexOf((byte)0xFF) == 11 ? throw new InvalidOperationException("a planted exception") : Inflater.Inflate(coding, sent, target, bound),
    }));

    private static string? FirstFault(int seed, int cases, InflaterUnderTest inflate) => Fuzz.FirstFault(seed, cases, random =>
    {
        var (coding, sent, content) = CompressedBodyMaker.Next(random);
        var budget = new BufferBudget(4 * Bound);
        string? fault;
        using (var target = new PooledBuffer(budget, Bound))
        {
            var refusal = inflate(coding, sent, target, Bound);
            fault = budget.Used > 2 * Bound ? $"{budget.Used} bytes are held"
                : refusal is null ? FaultOf(coding, sent, target.Written)
                : refusal.Code is not (RefusalCode.MalformedEncoding or RefusalCode.InflatedTooLarge) ? $"an odd refusal, {refusal.Code}"
                : content is { Length: > 0 } ? $"a whole body is refused as {refusal.Code}"
                : null;
        }

        fault ??= budget.Used != 0 ? $"{budget.Used} bytes are kept" : null;
        return fault is null ? null : $"{fault}, for {coding} {Convert.ToHexString(sent.AsSpan(0, Math.Min(sent.Length, 4000)))}";
    });

    private static string? FaultOf(ContentCoding coding, byte[] sent, ReadOnlyMemory<byte> found)
    {
        var expected = Reference(coding, sent);
        return expected is null ? "it is taken, and another decoder refuses it" : !found.Span.SequenceEqual(expected) ? "it comes out otherwise than from another decoder" : null;
    }

    private static byte[]? Reference(ContentCoding coding, byte[] sent) => coding switch
    {
        ContentCoding.Gzip => ReferenceGzip.Decode(sent),
        ContentCoding.Brotli => BrotliInPieces(sent),
        _ => ZstdInPieces(sent),
    };

    private static byte[]? BrotliInPieces(byte[] sent)
    {
        using var decoder = default(BrotliDecoder);
        using var content = new MemoryStream();
        var piece = new byte[100];
        var at = 0;
        while (true)
        {
            var status = decoder.Decompress(sent.AsSpan(at, Math.Min(3, sent.Length - at)), piece, out var consumed, out var written);
            at += consumed;
            content.Write(piece, 0, written);
            if (status == OperationStatus.Done)
                return at == sent.Length ? content.ToArray() : null;
            if (status == OperationStatus.InvalidData || (status == OperationStatus.NeedMoreData && at == sent.Length))
                return null;
        }
    }

    private static byte[]? ZstdInPieces(byte[] sent)
    {
        using var content = new MemoryStream();
        try
        {
            using var stream = new DecompressionStream(new PiecemealStream(sent, new Random(1)));
            stream.CopyTo(content);
            return content.ToArray();
        }
        catch (Exception exception) when (exception is ZstdException or EndOfStreamException)
        {
            return null;
        }
    }

    // As a careless inflater would do it.
    private static Refusal? Copy(Stream stream, PooledBuffer target)
    {
        using (stream)
        {
            try
            {
                using var content = new MemoryStream();
                stream.CopyTo(content);
                if (content.Length > Bound)
                    return new Refusal(RefusalCode.InflatedTooLarge, "");
                target.TryGrow((int)content.Length);
                content.ToArray().CopyTo(target.Free);
                target.Advance((int)content.Length);
                return null;
            }
            catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException or ZstdException)
            {
                return new Refusal(RefusalCode.MalformedEncoding, "");
            }
        }
    }
}
