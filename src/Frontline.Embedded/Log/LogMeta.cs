using System.Globalization;
using System.Text;
using Frontline.Core;
using Frontline.Core.Storage;

namespace Frontline.Embedded.Log;

/// <summary>The file <c>meta</c>: which log a directory holds, and in which format. Written once, when the log is made.</summary>
internal static class LogMeta
{
    private const string Title = "frontline-log";
    private const int IdLength = 12;
    private const int BytesMax = 1024;

    public static string NewId(Random random)
    {
        Span<byte> bytes = stackalloc byte[IdLength / 2];
        random.NextBytes(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    public static void Write(IFileSystem files, string directory, string id)
    {
        var temporary = Path.Combine(directory, LogFormat.NewMetaFile);
        files.Delete(temporary);
        using (var file = files.Create(temporary))
        {
            file.Write(Encoding.ASCII.GetBytes(Text(LogFormat.Version, id)), 0);
            file.Sync();
        }

        files.Rename(temporary, Path.Combine(directory, LogFormat.MetaFile));
        files.SyncDirectory(directory);
    }

    /// <exception cref="DataDamagedException">The file is damaged, or of a newer program.</exception>
    public static string Read(IFileSystem files, string directory)
    {
        var path = Path.Combine(directory, LogFormat.MetaFile);
        var bytes = new byte[BytesMax];
        int length;
        using (var file = files.Open(path, FileAccess.Read))
        {
            length = file.Read(bytes, 0);
        }

        var text = Encoding.ASCII.GetString(bytes, 0, length);
        var lines = text.Split('\n');
        if (lines.Length >= 2 && lines[0] == Title && lines[1].StartsWith("format ", StringComparison.Ordinal)
            && int.TryParse(lines[1]["format ".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var version))
        {
            if (version > LogFormat.Version)
                throw new DataDamagedException($"The log in '{directory}' has format {version}, which is newer than this program reads ({LogFormat.Version}). Use the newer program.", path);
            if (lines.Length >= 3 && lines[2].StartsWith("id ", StringComparison.Ordinal) && lines[2]["id ".Length..] is { Length: IdLength } id
                && id.All(char.IsAsciiHexDigitLower) && text == Text(version, id))
            {
                return id;
            }
        }

        throw new DataDamagedException($"'{path}' is damaged: it does not say which log this is.", path);
    }

    private static string Text(int version, string id)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{Title}\nformat {version}\nid {id}\n");
        return string.Create(CultureInfo.InvariantCulture, $"{text}crc32c {LogFormat.Checksum(Encoding.ASCII.GetBytes(text)):x8}\n");
    }
}
