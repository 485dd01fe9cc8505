namespace Frontline.Core.Storage;

/// <summary>An open file. Reads and writes are positional; concurrent reads are allowed, concurrent writes are not.</summary>
public interface IFile : IDisposable
{
    long Length { get; }

    /// <summary>Reads up to the buffer's length at an offset; returns the number of bytes read, 0 at the end of the file.</summary>
    int Read(Span<byte> buffer, long offset);

    /// <summary>Writes all bytes at an offset, extending the file where needed. Not durable before <see cref="Sync"/>.</summary>
    void Write(ReadOnlySpan<byte> bytes, long offset);

    void SetLength(long length);

    /// <summary>Makes all earlier writes to this file durable. Throws <see cref="IOException"/> when the disk does not confirm it.</summary>
    void Sync();
}
