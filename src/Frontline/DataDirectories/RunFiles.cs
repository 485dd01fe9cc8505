using System.Text.Json;

namespace Frontline.DataDirectories;

/// <summary>
/// The files in <c>run/</c>. They say who holds the directory and how to reach it, are worth nothing after a restart, and are readable by the
/// directory's owner only. A reader takes an absent or unreadable file for "not known": the lock, not these files, decides who holds the directory.
/// </summary>
public static class RunFiles
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static ServerInfo? ReadServer(DataLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        return Read<ServerInfo>(layout.ServerFile) is { Url: not null, Token: not null } info ? info : null;
    }

    public static DirectoryOwner? ReadOwner(DataLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        return Read<DirectoryOwner>(layout.OwnerFile);
    }

    internal static void WriteServer(DataLayout layout, ServerInfo info) => Write(layout.ServerFile, info);

    internal static void WriteOwner(DataLayout layout, DirectoryOwner owner)
    {
        // What an owner left behind that was killed: its address is not ours.
        File.Delete(layout.ServerFile);
        Write(layout.OwnerFile, owner);
    }

    internal static void DeleteAll(DataLayout layout)
    {
        try
        {
            File.Delete(layout.ServerFile);
            File.Delete(layout.OwnerFile);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next owner deletes them.
        }
    }

    private static T? Read<T>(string path)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllBytes(path), Json);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or NotSupportedException)
        {
            return null;
        }
    }

    private static void Write<T>(string path, T content)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            // On Windows the directory's own access list stands.
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var temporary = path + ".new";
        File.Delete(temporary);
        using (var file = new FileStream(temporary, options))
        {
            file.Write(JsonSerializer.SerializeToUtf8Bytes(content, Json));
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }
}
