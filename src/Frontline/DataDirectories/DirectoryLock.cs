namespace Frontline.DataDirectories;

/// <summary>
/// The exclusive lock on a data directory: an open file that no second process can open. The operating system gives it back when the process ends,
/// however it ends, so there is no such thing as a stale lock.
/// </summary>
internal sealed class DirectoryLock : IDisposable
{
    private const int WindowsSharingViolation = unchecked((int)0x80070020);
    private const int WindowsLockViolation = unchecked((int)0x80070021);
    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;

    private readonly FileStream file;

    private DirectoryLock(FileStream file) => this.file = file;

    /// <summary>Returns null when another process, or this one, holds it.</summary>
    public static DirectoryLock? TryTake(string path)
    {
        try
        {
            return new DirectoryLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1));
        }
        catch (IOException exception) when (exception.HResult is WindowsSharingViolation or WindowsLockViolation or LinuxWouldBlock or MacWouldBlock)
        {
            return null;
        }
    }

    public void Dispose() => file.Dispose();
}
