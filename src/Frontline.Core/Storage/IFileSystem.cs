namespace Frontline.Core.Storage;

/// <summary>
/// The file layer under log, lake, chain and snapshots: everything on disk whose loss would break a promise goes through it,
/// so that a test can put a disk underneath which forgets whatever was not synced.
/// </summary>
/// <remarks>
/// Durability is explicit. Bytes are durable after <see cref="IFile.Sync"/>; a name (created, linked, renamed, deleted) after
/// <see cref="SyncDirectory"/> on its directory. Paths are absolute. Failures raise <see cref="IOException"/> (a full disk <see cref="DiskFullException"/>); an <see cref="IOException"/> out of a
/// sync means that nothing is known about what is on disk: the caller must stop writing (fail-stop), never retry the sync and acknowledge.
/// Implementations are thread-safe.
/// </remarks>
public interface IFileSystem
{
    /// <summary>Creates a new file for reading and writing.</summary>
    /// <exception cref="DiskFullException">There is no room.</exception>
    /// <exception cref="IOException">The file exists, or cannot be created.</exception>
    IFile Create(string path);

    /// <summary>Opens a file that exists.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    IFile Open(string path, FileAccess access);

    /// <summary>Gives a file a second name, never replacing anything. Returns false when <paramref name="newPath"/> exists.</summary>
    bool TryLink(string existingPath, string newPath);

    /// <summary>Renames a file, replacing what <paramref name="newPath"/> named.</summary>
    void Rename(string path, string newPath);

    /// <summary>Removes a name. Does nothing when there is none.</summary>
    void Delete(string path);

    bool FileExists(string path);

    /// <summary>The names (without directory) of the files in a directory, in ordinal order; empty when the directory is not there.</summary>
    IReadOnlyList<string> ListFiles(string directory);

    /// <summary>The names (without parent) of the directories in a directory, in ordinal order; empty when the directory is not there.</summary>
    IReadOnlyList<string> ListDirectories(string directory);

    /// <summary>Creates a directory and its parents, all durable on return. Does nothing when it exists.</summary>
    void CreateDirectory(string path);

    /// <summary>Makes the names in a directory durable. On Windows names are written through, and this does nothing.</summary>
    void SyncDirectory(string path);

    /// <summary>Bytes that can still be written to the volume of <paramref name="path"/>.</summary>
    long FreeBytes(string path);
}
