using System.Runtime.InteropServices;

namespace Frontline.Embedded.Files;

/// <summary>The one call of Windows that the base class library does not offer.</summary>
internal static partial class WindowsCalls
{
    private const int ErrorFileExists = 80;
    private const int ErrorAlreadyExists = 183;

    // HRESULT_FROM_WIN32 of ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL.
    private const int ResultHandleDiskFull = unchecked((int)0x80070027);
    private const int ResultDiskFull = unchecked((int)0x80070070);

    public static bool IsDiskFull(int result) => result is ResultHandleDiskFull or ResultDiskFull;

    public static bool TryLink(string existingPath, string newPath)
    {
        if (CreateHardLink(newPath, existingPath, 0))
            return true;
        var error = Marshal.GetLastPInvokeError();
        return error is ErrorAlreadyExists or ErrorFileExists
            ? false
            : throw new IOException($"'{existingPath}' could not be linked as '{newPath}': {Marshal.GetPInvokeErrorMessage(error)} (error {error}).", error);
    }

    [LibraryImport("kernel32", EntryPoint = "CreateHardLinkW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool CreateHardLink(string newPath, string existingPath, nint securityAttributes);
}
