using Frontline.Core.Storage;

namespace Frontline.Tests.Warehouse.Support;

/// <summary>The machine's files, as far as the warehouse uses them itself.</summary>
internal sealed class PlainFiles : IFileSystem
{
    public IFile Create(string path) => new Opened(new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite));

    public IFile Open(string path, FileAccess access) => new Opened(new FileStream(path, FileMode.Open, access));

    public bool TryLink(string existingPath, string newPath) => throw new NotSupportedException();

    public void Rename(string path, string newPath) => File.Move(path, newPath, overwrite: true);

    public void Delete(string path) => File.Delete(path);

    public bool FileExists(string path) => File.Exists(path);

    public IReadOnlyList<string> ListFiles(string directory) => Directory.Exists(directory) ? [.. Directory.GetFiles(directory).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)] : [];

    public IReadOnlyList<string> ListDirectories(string directory) => throw new NotSupportedException();

    public void CreateDirectory(string path) => Directory.CreateDirectory(path);

    public void SyncDirectory(string path)
    {
    }

    public long FreeBytes(string path) => throw new NotSupportedException();

    private sealed class Opened(FileStream stream) : IFile
    {
        public long Length => stream.Length;

        public int Read(Span<byte> buffer, long offset) => RandomAccess.Read(stream.SafeFileHandle, buffer, offset);

        public void Write(ReadOnlySpan<byte> bytes, long offset) => RandomAccess.Write(stream.SafeFileHandle, bytes, offset);

        public void SetLength(long length) => stream.SetLength(length);

        public void Sync() => RandomAccess.FlushToDisk(stream.SafeFileHandle);

        public void Dispose() => stream.Dispose();
    }
}
