using Frontline.Core.Storage;

namespace Frontline.Embedded.Files;

/// <summary>The operating system's files, synced to the disk and not only to the page cache. Thread-safe and without state.</summary>
/// <remarks>
/// Bytes: <c>fdatasync</c> on Linux, <c>F_FULLFSYNC</c> on macOS, <c>FlushFileBuffers</c> on Windows. Names: <c>fsync</c> of the directory, on Windows
/// nothing, since NTFS logs names itself. Links are hard links, so the file system must have them (FAT has not).
/// </remarks>
public sealed class PhysicalFileSystem : IFileSystem, IFileLocks
{
    private const FileShare ShareAll = FileShare.ReadWrite | FileShare.Delete;

    public IFile Create(string path) =>
        FileErrors.Guard(path, static path => new PhysicalFile(File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, ShareAll), path));

    public IFile Open(string path, FileAccess access) =>
        FileErrors.Guard(path, path =>
        {
            try
            {
                return new PhysicalFile(File.OpenHandle(path, FileMode.Open, access, ShareAll), path);
            }
            catch (DirectoryNotFoundException exception)
            {
                throw new FileNotFoundException(exception.Message, path, exception);
            }
        });

    public bool TryLink(string existingPath, string newPath) =>
        OperatingSystem.IsWindows() ? WindowsCalls.TryLink(existingPath, newPath) : UnixCalls.TryLink(existingPath, newPath);

    public void Rename(string path, string newPath) => FileErrors.Guard(path, path =>
    {
        File.Move(path, newPath, overwrite: true);
        return true;
    });

    public void Delete(string path) => FileErrors.Guard(path, static path =>
    {
        try
        {
            File.Delete(path);
        }
        catch (DirectoryNotFoundException)
        {
            // Then there is no such name either.
        }

        return true;
    });

    public bool FileExists(string path) => File.Exists(path);

    public IReadOnlyList<string> ListFiles(string directory) => List(directory, Directory.EnumerateFiles);

    public IReadOnlyList<string> ListDirectories(string directory) => List(directory, Directory.EnumerateDirectories);

    public void CreateDirectory(string path)
    {
        var missing = new Stack<string>();
        var existing = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        while (!Directory.Exists(existing))
        {
            missing.Push(existing);
            existing = Path.GetDirectoryName(existing) ?? throw new IOException($"'{path}' has no root that exists.");
        }

        // Directories are made and synced from the top down, so of those that are there only the deepest can have been left unsynced by a crash.
        if (Path.GetDirectoryName(existing) is { } parentOfExisting && (OperatingSystem.IsWindows() || UnixCalls.CanOpen(parentOfExisting)))
            SyncDirectory(parentOfExisting);
        foreach (var directory in missing)
        {
            FileErrors.Guard(directory, Directory.CreateDirectory);
            SyncDirectory(Path.GetDirectoryName(directory)!);
        }
    }

    public void SyncDirectory(string path)
    {
        if (!OperatingSystem.IsWindows())
            UnixCalls.SyncDirectory(path);
    }

    public long FreeBytes(string path) => FileErrors.Guard(path, static path => new DriveInfo(Path.GetFullPath(path)).AvailableFreeSpace);

    public IDisposable LockDirectory(string directory) => FileErrors.Guard(directory, DirectoryLock.Take);

    private static List<string> List(string directory, Func<string, IEnumerable<string>> entries) => FileErrors.Guard(directory, directory =>
    {
        try
        {
            var names = entries(directory).Select(path => Path.GetFileName(path)).ToList();
            names.Sort(StringComparer.Ordinal);
            return names;
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    });
}
