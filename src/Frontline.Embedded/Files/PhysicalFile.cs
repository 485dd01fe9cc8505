using Frontline.Core.Storage;
using Microsoft.Win32.SafeHandles;

namespace Frontline.Embedded.Files;

internal sealed class PhysicalFile(SafeFileHandle handle, string path) : IFile
{
    public long Length => RandomAccess.GetLength(handle);

    public int Read(Span<byte> buffer, long offset) => RandomAccess.Read(handle, buffer, offset);

    public void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        try
        {
            RandomAccess.Write(handle, bytes, offset);
        }
        catch (IOException exception) when (FileErrors.IsDiskFull(exception))
        {
            throw new DiskFullException(path, exception);
        }
    }

    public void SetLength(long length)
    {
        try
        {
            RandomAccess.SetLength(handle, length);
        }
        catch (IOException exception) when (FileErrors.IsDiskFull(exception))
        {
            throw new DiskFullException(path, exception);
        }
    }

    public void Sync()
    {
        if (OperatingSystem.IsWindows())
            RandomAccess.FlushToDisk(handle);
        else
            UnixCalls.SyncFile(handle, path);
    }

    public void Dispose() => handle.Dispose();
}
