using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Frontline.Embedded.Files;

/// <summary>The system calls of Linux and macOS that the base class library does not offer, or whose errors it hides.</summary>
internal static partial class UnixCalls
{
    public const int ErrorAlreadyExists = 17;
    public const int ErrorNoSpace = 28;
    private const int ErrorNotFound = 2;
    private const int ErrorInterrupted = 4;
    private const int ErrorAccess = 13;
    private const int LockExclusive = 2;
    private const int LockNonBlocking = 4;
    private const int OpenReadWrite = 2;
    private const int MacFullSync = 51;

    private static int ErrorWouldBlock => OperatingSystem.IsMacOS() ? 35 : 11;

    private static int ErrorQuota => OperatingSystem.IsMacOS() ? 69 : 122;

    private static int OpenCloseOnExec => OperatingSystem.IsMacOS() ? 0x1000000 : 0x80000;

    public static bool IsDiskFull(int error) => error == ErrorNoSpace || error == ErrorQuota;

    /// <summary>Makes a file's bytes durable, and its length as far as reading them needs it.</summary>
    public static void SyncFile(SafeFileHandle handle, string path)
    {
        // macOS: fsync only hands the bytes to the drive, which may keep and reorder them.
        while ((OperatingSystem.IsMacOS() ? FileControl(handle, MacFullSync) : DataSync(handle)) != 0)
        {
            ThrowUnlessInterrupted("synced", path);
        }
    }

    /// <summary>Makes the names in a directory durable.</summary>
    public static void SyncDirectory(string path)
    {
        using var handle = OpenHandle(path, flags: 0);
        while ((OperatingSystem.IsMacOS() ? FileControl(handle, MacFullSync) : Sync(handle)) != 0)
        {
            ThrowUnlessInterrupted("synced", path);
        }
    }

    /// <summary>Whether a directory may be opened, which syncing it needs.</summary>
    public static bool CanOpen(string path)
    {
        using var handle = new SafeFileHandle(Open(path, OpenCloseOnExec), ownsHandle: true);
        return !handle.IsInvalid || Marshal.GetLastPInvokeError() != ErrorAccess;
    }

    public static bool TryLink(string existingPath, string newPath)
    {
        if (Link(existingPath, newPath) == 0)
            return true;
        var error = Marshal.GetLastPInvokeError();
        return error == ErrorAlreadyExists ? false : throw Failure(error, $"linked as '{newPath}'", existingPath);
    }

    /// <summary>Opens a file for reading and writing without the advisory lock that the base class library would put on it.</summary>
    public static SafeFileHandle OpenUnlocked(string path) => OpenHandle(path, OpenReadWrite);

    public static bool TryLock(SafeFileHandle handle, string path)
    {
        if (FileLock(handle, LockExclusive | LockNonBlocking) == 0)
            return true;
        var error = Marshal.GetLastPInvokeError();
        return error == ErrorWouldBlock ? false : throw Failure(error, "locked", path);
    }

    private static SafeFileHandle OpenHandle(string path, int flags)
    {
        var descriptor = Open(path, flags | OpenCloseOnExec);
        return descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : throw Failure(Marshal.GetLastPInvokeError(), "opened", path);
    }

    private static void ThrowUnlessInterrupted(string done, string path)
    {
        var error = Marshal.GetLastPInvokeError();
        if (error != ErrorInterrupted)
            throw Failure(error, done, path);
    }

    private static IOException Failure(int error, string done, string path) => error switch
    {
        ErrorNotFound => new FileNotFoundException($"'{path}' could not be {done}: {Marshal.GetPInvokeErrorMessage(error)}.", path),
        _ when IsDiskFull(error) => new Core.Storage.DiskFullException(path),
        _ => new IOException($"'{path}' could not be {done}: {Marshal.GetPInvokeErrorMessage(error)} (error {error}).", error),
    };

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int DataSync(SafeFileHandle handle);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(SafeFileHandle handle);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int FileControl(SafeFileHandle handle, int command);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int FileLock(SafeFileHandle handle, int operation);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string existingPath, string newPath);
}
