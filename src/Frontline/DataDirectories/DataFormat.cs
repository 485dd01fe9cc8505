using System.Text.Json;
using Frontline.Core;
using Frontline.Core.Storage;

namespace Frontline.DataDirectories;

/// <summary>The version of a data directory's layout, and what happens to directories of another one.</summary>
public static class DataFormat
{
    public const int Current = 1;

    /// <summary>Writes the version of a new directory, refuses one of a newer program, and takes an older one through its migrations, each of which is written down when it is done.</summary>
    internal static void BringUpToDate(DataLayout layout, IFileSystem fileSystem, IReadOnlyList<IDataMigration> migrations, int current, Action<string>? progress)
    {
        if (!fileSystem.FileExists(layout.FormatFile))
        {
            if (fileSystem.ListDirectories(layout.Lake).Count > 0 || fileSystem.ListFiles(layout.Log).Count > 0)
            {
                throw new DataDirectoryException(
                    $"The data directory {layout.Root} holds a log or a lake but no format.json, so its version is not known. Restore that file from a backup, or choose another directory with --data.");
            }

            WriteFormat(layout, fileSystem, current);
            return;
        }

        var format = ReadFormat(layout, fileSystem, current);
        if (format > current)
        {
            throw new DataDirectoryException(
                $"The data directory {layout.Root} has format {format}, written by a newer version of Frontline; this is {ProgramVersion.Current}, which knows formats up to {current}. Install the newer version.");
        }

        while (format < current)
        {
            var migration = migrations.FirstOrDefault(candidate => candidate.From == format) ?? throw new DataDirectoryException(
                $"The data directory {layout.Root} has format {format}, which this version, {ProgramVersion.Current}, cannot migrate. Migrate it with an earlier version first.");
            progress?.Invoke($"Migrating the data directory from format {format} to {format + 1}: {migration.Title}.");
            migration.Apply(layout, fileSystem, share => progress?.Invoke(FormattableString.Invariant($"{migration.Title}: {share:P0}")));
            WriteFormat(layout, fileSystem, ++format);
        }
    }

    private static int ReadFormat(DataLayout layout, IFileSystem fileSystem, int current)
    {
        try
        {
            using var document = JsonDocument.Parse(fileSystem.ReadAllBytes(layout.FormatFile, bytesMax: 64 * 1024));
            if (document.RootElement.GetProperty("format").TryGetInt32(out var format) && format > 0)
            {
                return format;
            }
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new DataDirectoryException($"{layout.FormatFile} is damaged: {exception.Message} It should read {{\"format\":{current}}}.", exception);
        }

        throw new DataDirectoryException($"{layout.FormatFile} is damaged: \"format\" is not a positive integer.");
    }

    private static void WriteFormat(DataLayout layout, IFileSystem fileSystem, int format) =>
        fileSystem.ReplaceFile(layout.FormatFile, JsonSerializer.SerializeToUtf8Bytes(new { format, program = ProgramVersion.Current }));
}
