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
                DataFormat.BringUpToDate(layout, fileSystem, migrations ?? [], DataFormat.Current, progress);
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
}
