using Frontline.Core.Storage;

namespace Frontline.DataDirectories;

/// <summary>
/// Brings a data directory from one format to the next. Runs under the directory's lock, before any role; the new version is written down only when
/// <see cref="Apply"/> has returned, so it must be able to run again over its own half-done work.
/// </summary>
public interface IDataMigration
{
    /// <summary>The format it begins with; it leaves behind the next one.</summary>
    int From { get; }

    /// <summary>What it does, in a few words for the person who waits.</summary>
    string Title { get; }

    /// <param name="layout">The directory.</param>
    /// <param name="fileSystem">For everything that matters on disk.</param>
    /// <param name="progress">Takes a share from 0 to 1.</param>
    void Apply(DataLayout layout, IFileSystem fileSystem, Action<double> progress);
}
