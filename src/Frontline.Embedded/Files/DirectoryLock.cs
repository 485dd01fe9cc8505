using System.Globalization;
using System.Text;
using Frontline.Core.Storage;
using Microsoft.Win32.SafeHandles;

namespace Frontline.Embedded.Files;

/// <summary>The lock on a directory: a lock of the operating system on a file in it, which ends with the process. The file's text is only for the error message.</summary>
internal static class DirectoryLock
{
    public const string FileName = "lock";

    public static IDisposable Take(string directory)
    {
        var path = Path.Combine(directory, FileName);
        var handle = OperatingSystem.IsWindows() ? TryOpenOnWindows(path) : TryOpenOnUnix(path);
        if (handle is null)
            throw new DirectoryInUseException(directory, ReadHolder(path));
        try
        {
            var text = Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + "\n");
            RandomAccess.SetLength(handle, 0);
            RandomAccess.Write(handle, text, 0);
            return handle;
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    private static SafeFileHandle? TryOpenOnWindows(string path)
    {
        try
        {
            // Others may read it (to learn who holds it), and cannot open it for writing.
            return File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    private static SafeFileHandle? TryOpenOnUnix(string path)
    {
        if (!File.Exists(path))
        {
            try
            {
                File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite).Dispose();
            }
            catch (IOException) when (File.Exists(path))
            {
                // Somebody was faster and has locked it already; that is found out below.
            }
        }

        // Not File.OpenHandle: it takes a shared lock of its own, on which two racers for the exclusive one would both fail.
        var handle = UnixCalls.OpenUnlocked(path);
        if (UnixCalls.TryLock(handle, path))
            return handle;
        handle.Dispose();
        return null;
    }

    private static int? ReadHolder(string path)
    {
        try
        {
            using var handle = OperatingSystem.IsWindows() ? File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite) : UnixCalls.OpenUnlocked(path);
            Span<byte> text = stackalloc byte[32];
            var length = RandomAccess.Read(handle, text, 0);
            return int.TryParse(Encoding.ASCII.GetString(text[..length]).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
