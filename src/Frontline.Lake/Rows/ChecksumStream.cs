using System.IO.Hashing;

namespace Frontline.Lake.Rows;

/// <summary>A forward-only stream that passes bytes on and computes their checksum; it leaves the stream beneath open.</summary>
internal sealed class ChecksumStream(Stream beneath) : Stream
{
    private readonly XxHash128 hash = new();
    private long length;

    /// <summary><c>xxh128:</c> and 32 hex digits, of what was written so far.</summary>
    public string Checksum => Format(hash.GetCurrentHashAsUInt128());

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => length;

    public override long Position
    {
        get => length;
        set => throw new NotSupportedException();
    }

    public static string Of(ReadOnlySpan<byte> bytes) => Format(XxHash128.HashToUInt128(bytes));

    /// <summary>Reads a stream to its end; returns its checksum and length.</summary>
    public static async ValueTask<(string Checksum, long Bytes)> OfAsync(Stream stream, CancellationToken cancellation)
    {
        var hash = new XxHash128();
        var block = new byte[1 << 17];
        var bytes = 0L;
        while (await stream.ReadAsync(block, cancellation).ConfigureAwait(false) is var read and > 0)
        {
            hash.Append(block.AsSpan(0, read));
            bytes += read;
        }

        return (Format(hash.GetCurrentHashAsUInt128()), bytes);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        hash.Append(buffer);
        length += buffer.Length;
        beneath.Write(buffer);
    }

    public override void Flush() => beneath.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private static string Format(UInt128 hash) => "xxh128:" + hash.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);
}
