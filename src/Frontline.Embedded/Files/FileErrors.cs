using Frontline.Core.Storage;

namespace Frontline.Embedded.Files;

/// <summary>Maps what the base class library throws to what <see cref="IFileSystem"/> promises: <see cref="IOException"/>, a full disk told apart.</summary>
internal static class FileErrors
{
    public static bool IsDiskFull(IOException exception) =>
        OperatingSystem.IsWindows() ? WindowsCalls.IsDiskFull(exception.HResult) : UnixCalls.IsDiskFull(exception.HResult);

    public static T Guard<T>(string path, Func<string, T> call)
    {
        try
        {
            return call(path);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new IOException(exception.Message, exception);
        }
        catch (IOException exception) when (IsDiskFull(exception) && exception is not DiskFullException)
        {
            throw new DiskFullException(path, exception);
        }
    }
}
