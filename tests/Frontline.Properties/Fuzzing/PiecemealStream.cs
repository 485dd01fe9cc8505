namespace Frontline.Properties.Fuzzing;

/// <summary>Hands out its content in pieces of random length, as disks and decompressors may.</summary>
internal sealed class PiecemealStream(byte[] content, Random random) : Stream
{
    private int at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => at;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var piece = Math.Min(Math.Min(buffer.Length, content.Length - at), random.Next(8) == 0 ? content.Length : random.Next(1, 20));
        content.AsSpan(at, piece).CopyTo(buffer);
        at += piece;
        return piece;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
