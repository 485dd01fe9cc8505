namespace Frontline.Core.Storage;

/// <summary>What a file layer can do besides: keep a directory for one owner at a time.</summary>
public interface IFileLocks
{
    /// <summary>
    /// Takes the exclusive lock on a directory that exists (a file named <c>lock</c> in it). The lock ends with the returned object or with the
    /// process, however that ends; the file stays and means nothing by itself.
    /// </summary>
    /// <exception cref="DirectoryInUseException">Somebody holds it.</exception>
    /// <exception cref="IOException">The lock file cannot be made or opened.</exception>
    IDisposable LockDirectory(string directory);
}
