using System.Text.Json;
using Frontline.Core;
using Frontline.Core.Storage;

namespace Frontline.DataDirectories;

/// <summary>
/// A data directory that this process owns. There is one owner at a time; the lock is held from <see cref="Open"/> to <see cref="Dispose"/>.
/// </summary>
/// <remarks>
/// <c>format.json</c> is written when everything else of a new directory is there, and its version is raised by each migration when that is done. A
/// directory with a lake or a log but without it has lost a file, and is refused rather than taken for a new one.
/// </remarks>
public sealed class DataDirectory : IDisposable
{
    private readonly IDisposable held;
    private readonly string command;
    private bool disposed;

    private DataDirectory(DataLayout layout, IDisposable held, string command)
    {
        Layout = layout;
        this.held = held;
        this.command = command;
    }

    public DataLayout Layout { get; }

    /// <summary>Creates the directory if it is not there, takes its lock, and brings its format up to date.</summary>
    /// <param name="layout">The directory.</param>
    /// <param name="fileSystem">The file layer, which must also be able to lock (<see cref="IFileLocks"/>).</param>
    /// <param name="command">The command this process runs, shown to those who find the directory taken.</param>
    /// <param name="temporary">Whether it is held only as long as that command needs it.</param>
    /// <param name="migrations">All migrations there are; at most one begins at a format.</param>
    /// <param name="progress">Told about each migration.</param>
    /// <exception cref="DataDirectoryInUseException">Another process holds it.</exception>
    /// <exception cref="DataDirectoryException">It is not writable, of a newer format, or lost its <c>format.json</c>.</exception>
    public static DataDirectory Open(
        DataLayout layout, IFileSystem fileSystem, string command, bool temporary, IReadOnlyList<IDataMigration>? migrations = null, Action<string>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(fileSystem);
        try
        {
            foreach (var directory in (string[])[layout.Root, layout.Config, layout.Games, layout.Logs, layout.Run])
            {
                fileSystem.CreateDirectory(directory);
            }

            var held = Take(layout, fileSystem);
            var directoryOwned = new DataDirectory(layout, held, command);
            try
            {
                RunFiles.WriteOwner(layout, new DirectoryOwner(Environment.ProcessId, command, temporary));
                BringUpToDate(layout, fileSystem, migrations ?? [], progress);
                return directoryOwned;
            }
            catch
            {
                directoryOwned.Dispose();
                throw;
            }
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException and not DiskFullException)
        {
            throw new DataDirectoryException($"The data directory {layout.Root} cannot be written: {exception.Message} Correct its permissions, or choose another with --data.", exception);
        }
    }

    /// <summary>Tells other processes on this machine where this one answers. Only the owner of the directory can read it.</summary>
    public void Publish(Uri url, string token, bool temporary) =>
        RunFiles.WriteServer(Layout, new ServerInfo(url, token, Environment.ProcessId, command, temporary));

    public void Dispose()
    {
        if (disposed)
        {
            return;
        }

        disposed = true;
        RunFiles.DeleteAll(Layout);
        held.Dispose();
    }

    private static IDisposable Take(DataLayout layout, IFileSystem fileSystem)
    {
        try
        {
            return (fileSystem as IFileLocks)?.LockDirectory(layout.Root)
                ?? throw new DataDirectoryException($"The data directory {layout.Root} cannot be used: its file system has no locks.");
        }
        catch (DirectoryInUseException exception)
        {
            // The owner writes itself down after taking the lock; until then the lock knows its process at most.
            var owner = RunFiles.ReadOwner(layout);
            throw new DataDirectoryInUseException(
                layout.Root, owner is null || (exception.HolderProcessId is { } holder && holder != owner.ProcessId) ? null : owner, exception.HolderProcessId);
        }
    }

    private static void BringUpToDate(DataLayout layout, IFileSystem fileSystem, IReadOnlyList<IDataMigration> migrations, Action<string>? progress)
    {
        if (!fileSystem.FileExists(layout.FormatFile))
        {
            if (fileSystem.ListDirectories(layout.Lake).Count > 0 || fileSystem.ListFiles(layout.Log).Count > 0)
            {
                throw new DataDirectoryException(
                    $"The data directory {layout.Root} holds a log or a lake but no format.json, so its version is not known. Restore that file from a backup, or choose another directory with --data.");
            }

            WriteFormat(layout, fileSystem, DataFormat.Current);
            return;
        }

        var format = ReadFormat(layout, fileSystem);
        if (format > DataFormat.Current)
        {
            throw new DataDirectoryException(
                $"The data directory {layout.Root} has format {format}, written by a newer version of Frontline; this is {ProgramVersion.Current}, which knows formats up to {DataFormat.Current}. Install the newer version.");
        }

        while (format < DataFormat.Current)
        {
            var migration = migrations.FirstOrDefault(candidate => candidate.From == format) ?? throw new DataDirectoryException(
                $"The data directory {layout.Root} has format {format}, which this version, {ProgramVersion.Current}, cannot migrate. Migrate it with an earlier version first.");
            progress?.Invoke($"Migrating the data directory from format {format} to {format + 1}: {migration.Title}.");
            migration.Apply(layout, fileSystem, share => progress?.Invoke(FormattableString.Invariant($"{migration.Title}: {share:P0}")));
            WriteFormat(layout, fileSystem, ++format);
        }
    }

    private static int ReadFormat(DataLayout layout, IFileSystem fileSystem)
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
            throw new DataDirectoryException($"{layout.FormatFile} is damaged: {exception.Message} It should read {{\"format\":{DataFormat.Current}}}.", exception);
        }

        throw new DataDirectoryException($"{layout.FormatFile} is damaged: \"format\" is not a positive integer.");
    }

    private static void WriteFormat(DataLayout layout, IFileSystem fileSystem, int format) =>
        fileSystem.ReplaceFile(layout.FormatFile, JsonSerializer.SerializeToUtf8Bytes(new { format, program = ProgramVersion.Current }));
}
