using Frontline.Core.Storage;
using Frontline.Testing.Files;

namespace Frontline.Properties.Crashes;

/// <summary>
/// Tells for each sync which one of the road's it is, by what its thread did to the same folder or file just before. Passes every call on.
/// </summary>
internal sealed class SyncWatch : IFileSystem, IFileLocks, IDisposable
{
    private readonly ForgetfulFileSystem files;
    private readonly string root;
    private readonly Func<RoadSync, bool> isIgnored;
    private readonly ThreadLocal<(Step Step, string Path)> last = new();
    private volatile bool isOpeningLog;

    /// <param name="files">Below.</param>
    /// <param name="root">Holds <c>log</c> and <c>lake</c>.</param>
    /// <param name="isIgnored">Called at each sync; one for which it holds is left out.</param>
    public SyncWatch(ForgetfulFileSystem files, string root, Func<RoadSync, bool> isIgnored)
    {
        (this.files, this.root, this.isIgnored) = (files, root, isIgnored);
        files.IgnoreSync = Ignore;
    }

    private enum Step
    {
        None,
        Created,
        Opened,
        Synced,
        Named,
        Deleted,
        CreatesFolder,
    }

    /// <summary>While the log is being opened.</summary>
    public bool IsOpeningLog
    {
        set => isOpeningLog = value;
    }

    public IFile Create(string path)
    {
        last.Value = (Step.Created, path);
        return files.Create(path);
    }

    public IFile Open(string path, FileAccess access)
    {
        last.Value = (Step.Opened, path);
        return files.Open(path, access);
    }

    public bool TryLink(string existingPath, string newPath)
    {
        last.Value = (Step.Named, newPath);
        return files.TryLink(existingPath, newPath);
    }

    public void Rename(string path, string newPath)
    {
        last.Value = (Step.Named, newPath);
        files.Rename(path, newPath);
    }

    public void Delete(string path)
    {
        last.Value = (Step.Deleted, path);
        files.Delete(path);
    }

    public bool FileExists(string path) => files.FileExists(path);

    public IReadOnlyList<string> ListFiles(string directory) => files.ListFiles(directory);

    public IReadOnlyList<string> ListDirectories(string directory) => files.ListDirectories(directory);

    public void CreateDirectory(string path)
    {
        last.Value = (Step.CreatesFolder, path);
        files.CreateDirectory(path);
        last.Value = default;
    }

    public void SyncDirectory(string path) => files.SyncDirectory(path);

    public long FreeBytes(string path) => files.FreeBytes(path);

    public IDisposable LockDirectory(string directory) => files.LockDirectory(directory);

    public void Dispose() => last.Dispose();

    private bool Ignore(string path, SyncKind kind)
    {
        var before = last.Value;
        last.Value = kind == SyncKind.File ? (Step.Synced, path) : default;
        return isIgnored(kind == SyncKind.File ? OfFile(path, before) : OfDirectory(path, before));
    }

    private RoadSync OfFile(string path, (Step Step, string Path) before)
    {
        var parts = Path.GetRelativePath(root, path).Split(Path.DirectorySeparatorChar);
        return parts switch
        {
            ["log", "meta.new"] => RoadSync.LogMeta,
            ["log", var name] when name.StartsWith("spare-", StringComparison.Ordinal) => before is { Step: Step.Created } ? RoadSync.LogSpareFilled : RoadSync.LogSegmentHeader,
            ["log", ..] => isOpeningLog ? RoadSync.LogTailOnOpening : RoadSync.LogGroup,
            ["lake", "tmp", ..] => IsGzip(path) ? RoadSync.Checkpoint : RoadSync.Entry,
            ["lake", "landing", ..] => RoadSync.Landing,
            ["lake", "ledger", ..] => RoadSync.Ledger,
            ["lake", "state", ..] => RoadSync.Snapshot,
            ["lake", ..] => RoadSync.Sealed,
            _ => throw new InvalidOperationException($"What syncs '{path}'?"),
        };
    }

    private RoadSync OfDirectory(string path, (Step Step, string Path) before)
    {
        if (before.Step == Step.CreatesFolder)
        {
            return RoadSync.Folder;
        }

        var isOfThis = before.Path is not null && Path.GetDirectoryName(before.Path) == Path.TrimEndingDirectorySeparator(path);
        var step = isOfThis ? before.Step : Step.None;
        var name = isOfThis ? Path.GetFileName(before.Path!) : "";
        var parts = Path.GetRelativePath(root, path).Split(Path.DirectorySeparatorChar);
        return (parts, step) switch
        {
            (["log"], Step.Named) when name == "meta" => RoadSync.LogMetaName,
            (["log"], Step.Named) when name.EndsWith(".segment", StringComparison.Ordinal) => RoadSync.LogSegmentName,
            (["log"], Step.Named or Step.Deleted) when !isOpeningLog => RoadSync.LogRetiredName,
            (["log"], _) => RoadSync.LogNamesOnOpening,
            (_, Step.Deleted) => RoadSync.Deletion,
            (["lake", "chain", .., "checkpoint"], Step.Named) => RoadSync.CheckpointName,
            (["lake", "chain", ..], Step.Named) => RoadSync.EntryName,
            (["lake", "landing", ..], Step.Synced) => RoadSync.LandingName,
            (["lake", "ledger", ..], Step.Synced) => RoadSync.LedgerName,
            (["lake", "state", ..], Step.Synced) => RoadSync.SnapshotName,
            (["lake", ..], Step.Synced) => RoadSync.SealedName,
            _ => RoadSync.NamesOnReading,
        };
    }

    private static bool IsGzip(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
    }
}
