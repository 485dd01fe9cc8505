using Frontline.Core.Storage;

namespace Frontline.Embedded.Objects;

/// <summary>A forward-only stream into a new file. What is written counts only once <see cref="Complete"/> has returned.</summary>
internal sealed class ObjectWriteStream(IFile file) : Stream
{
    private const int BufferBytes = 256 * 1024;
    private readonly byte[] buffer = GC.AllocateUninitializedArray<byte>(BufferBytes);
    private int buffered;
    private long written;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => Position;

    public override long Position
    {
        get => written + buffered;
        set => throw new NotSupportedException("Objects are written from beginning to end.");
    }

    /// <summary>Writes what is buffered and makes the bytes durable.</summary>
    public void Complete()
    {
        Flush();
        file.Sync();
    }

    public override void Write(ReadOnlySpan<byte> source)
    {
        if (source.Length > BufferBytes - buffered)
            Flush();
        if (source.Length >= BufferBytes)
        {
            file.Write(source, written);
            written += source.Length;
            return;
        }

        source.CopyTo(buffer.AsSpan(buffered));
        buffered += source.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void WriteByte(byte value) => Write([value]);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Write(buffer.AsSpan(offset, count));
        return Task.CompletedTask;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override void Flush()
    {
        if (buffered == 0)
            return;
        file.Write(buffer.AsSpan(0, buffered), written);
        written += buffered;
        buffered = 0;
    }

    public override Task FlushAsync(CancellationToken cancellationToken)
    {
        Flush();
        return Task.CompletedTask;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            file.Dispose();
        base.Dispose(disposing);
    }
}
