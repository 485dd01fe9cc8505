namespace Frontline.Core.Compression;

/// <summary>
/// Feeds a decompressor of gzip so that one can tell afterwards whether it used every byte and missed none. The platform's ignores whatever stands behind
/// the last member, in silence. Not thread-safe.
/// </summary>
/// <remarks>
/// The last byte is handed out alone, and after it one byte that begins no member. A decompressor at a member's end asks on for another member, and stops at a
/// byte that begins none: so it stops before this one where something else stands behind the member, and asks beyond it where the member is cut.
/// </remarks>
/// <param name="source">The bytes, from its current position on. It is disposed with this.</param>
/// <param name="length">How many there are.</param>
public sealed class GzipSourceStream(Stream source, long length) : Stream
{
    private long left = length;
    private bool isProbed;
    private bool isOverrun;

    /// <summary>Whether the members and the bytes ended together. Tells so once the decompressor has returned its end.</summary>
    public bool IsUsedUp => isProbed && !isOverrun;

    /// <summary>Whether more bytes were asked for than there are: the last member is cut.</summary>
    public bool IsCut => isOverrun;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (left == 0 || buffer.IsEmpty)
            return Probe(buffer);
        var read = source.Read(buffer[..Next(buffer.Length)]);
        left = read == 0 ? 0 : left - read;
        return read == 0 ? Probe(buffer) : read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (left == 0 || buffer.IsEmpty)
            return Probe(buffer.Span);
        var read = await source.ReadAsync(buffer[..Next(buffer.Length)], cancellationToken).ConfigureAwait(false);
        left = read == 0 ? 0 : left - read;
        return read == 0 ? Probe(buffer.Span) : read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            source.Dispose();
        base.Dispose(disposing);
    }

    private int Next(int room) => (int)Math.Min(room, Math.Max(1, left - 1));

    private int Probe(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
            return 0;
        isOverrun |= isProbed;
        if (isOverrun)
            return 0;
        isProbed = true;
        buffer[0] = 0;
        return 1;
    }
}
