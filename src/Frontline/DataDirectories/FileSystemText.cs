using Frontline.Core.Storage;

namespace Frontline.DataDirectories;

/// <summary>Small whole files, read and replaced durably.</summary>
public static class FileSystemText
{
    /// <exception cref="IOException">The file is longer than <paramref name="bytesMax"/>, or cannot be read.</exception>
    public static byte[] ReadAllBytes(this IFileSystem fileSystem, string path, int bytesMax)
    {
        ArgumentNullException.ThrowIfNull(fileSystem);
        using var file = fileSystem.Open(path, FileAccess.Read);
        if (file.Length > bytesMax)
        {
            throw new IOException($"{path} is {file.Length} bytes long; at most {bytesMax} are read.");
        }

        var bytes = new byte[file.Length];
        var at = 0;
        while (at < bytes.Length)
        {
            var read = file.Read(bytes.AsSpan(at), at);
            if (read == 0)
            {
                return bytes[..at];
            }

            at += read;
        }

        return bytes;
    }

    /// <summary>Puts a file in place of what was there, if anything: after a crash either the old or the new content is there, whole. Durable on return.</summary>
    public static void ReplaceFile(this IFileSystem fileSystem, string path, ReadOnlySpan<byte> content)
    {
        ArgumentNullException.ThrowIfNull(fileSystem);
        var directory = Path.GetDirectoryName(path)!;
        var temporary = path + ".new";
        fileSystem.Delete(temporary);
        using (var file = fileSystem.Create(temporary))
        {
            file.Write(content, offset: 0);
            file.Sync();
        }

        fileSystem.Rename(temporary, path);
        fileSystem.SyncDirectory(directory);
    }
}
