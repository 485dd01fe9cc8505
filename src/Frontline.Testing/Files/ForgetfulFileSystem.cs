using Frontline.Core.Storage;

namespace Frontline.Testing.Files;

/// <summary>
/// A file layer that forgets at a power cut whatever was not synced. It works on a real directory, which always shows what a running program would
/// see (the page cache); what of that is durable it keeps in memory. <see cref="Crash"/> turns the directory into a state that a power cut may leave.
/// </summary>
/// <remarks>
/// <para>What a power cut may do, as far as the port promises nothing else:</para>
/// <list type="bullet">
/// <item>Bytes written and not synced are there, are not, or are there in any mixture of 512-byte sectors. A sector is old or new as a whole, and the
/// sectors around a write are untouched. Of a file that became longer any length in between may stay; what was not written of it is zeros or garbage.</item>
/// <item>Names created, linked, renamed and deleted without a sync of their directory are there or not, each on its own; but the history of a name
/// is never reordered, and a rename happens as a whole (within a directory; the log and the lake rename nothing across directories).</item>
/// <item>After a sync that failed, the bytes it was to write are not durable even if a later sync succeeds, until they are written again.</item>
/// <item>A directory made by <see cref="CreateDirectory"/> is durable, as the port says, unless the sync of its parent was ignored.</item>
/// </list>
/// <para>Outcomes depend only on the random given to <see cref="Crash"/>, on the paths, and on what was written and synced: each file has its own
/// random, drawn from its path. So one seed makes one run, if the program itself runs in one order.</para>
/// <para>Knobs: <see cref="IgnoreSync"/> leaves out chosen syncs, to prove that each is needed; <see cref="FailOn"/> makes an operation fail;
/// <see cref="PowerFailsAt"/> ends everything at a certain operation; <see cref="BytesMax"/> is the size of the disk; <see cref="Kill"/> ends the
/// program and not the machine. After <see cref="Crash"/> and <see cref="Kill"/> older handles throw <see cref="PowerLostException"/>, and locks are free.</para>
/// <para>Files that are hard links of one another before the first use here (or after a crash) are taken for separate files; what this program writes is
/// linked only after it is complete. Nothing is really synced, so it is fast. Thread-safe. A sibling directory, <c>{root}.forgotten</c>, holds what may come back.</para>
/// </remarks>
public sealed class ForgetfulFileSystem : IFileSystem, IFileLocks, IDisposable
{
    private readonly Lock gate = new();
    private readonly IFileSystem disk;
    private readonly string root;
    private readonly string anchors;
    private readonly Dictionary<string, ForgetfulNode> nodes = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, List<NameChange>> pending = new(StringComparer.Ordinal);
    private readonly HashSet<string> locked = new(StringComparer.Ordinal);
    private readonly List<ArmedFault> armed = [];
    private long nextNodeId;
    private long bytesUsed;
    private int generation;
    private bool powerIsOff;

    /// <param name="disk">The real file layer.</param>
    /// <param name="root">An existing directory; everything in it counts as durable.</param>
    public ForgetfulFileSystem(IFileSystem disk, string root)
    {
        ArgumentNullException.ThrowIfNull(disk);
        this.disk = disk;
        this.root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        anchors = this.root + ".forgotten";
        Directory.CreateDirectory(anchors);
        bytesUsed = MeasureUsed();
    }

    /// <summary>Syncs for which this holds do nothing and report success. Called with the file's or the directory's path.</summary>
    public Func<string, SyncKind, bool>? IgnoreSync { get; set; }

    /// <summary>The size of the disk in bytes of file content; null for one without end. A write beyond it writes what fits and throws <see cref="DiskFullException"/>.</summary>
    public long? BytesMax { get; set; }

    /// <summary>The number of operations so far that change something or make it durable (<see cref="FileOperation"/>).</summary>
    public long Operations { get; private set; }

    /// <summary>The power fails instead of the operation with this number (counted from 0): it and everything after it throws <see cref="PowerLostException"/> until <see cref="Crash"/> (or <see cref="Kill"/>: then only the program died there).</summary>
    public long? PowerFailsAt { get; set; }

    /// <summary>Whether the power has failed, and neither <see cref="Crash"/> nor <see cref="Kill"/> has ended that yet.</summary>
    public bool PowerIsOff
    {
        get
        {
            lock (gate)
            {
                return powerIsOff;
            }
        }
    }

    /// <summary>The power fails now: everything from here on throws <see cref="PowerLostException"/>, as with <see cref="PowerFailsAt"/>.</summary>
    public void CutPower()
    {
        lock (gate)
        {
            powerIsOff = true;
        }
    }

    /// <summary>Lets the <paramref name="nth"/> operation of a kind from now on (1 = the next one) fail with an <see cref="IOException"/>, once. A failing write writes its first half.</summary>
    public void FailOn(FileOperation operation, int nth, Func<string, bool>? path = null)
    {
        lock (gate)
        {
            armed.Add(new ArmedFault(operation, path) { Remaining = nth });
        }
    }

    /// <summary>Ends the program and not the machine: handles and locks are gone, and everything written stays, as little durable as it was.</summary>
    public void Kill()
    {
        lock (gate)
        {
            generation++;
            locked.Clear();
            powerIsOff = false;
            PowerFailsAt = null;
        }
    }

    /// <summary>Cuts the power and switches the machine on again: the directory becomes what the disk may have kept.</summary>
    public void Crash(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        lock (gate)
        {
            generation++;
            locked.Clear();
            armed.Clear();
            powerIsOff = false;
            PowerFailsAt = null;
            var seed = random.Next();
            foreach (var node in nodes.Values.Concat(pending.Values.SelectMany(changes => changes).SelectMany(change => change.Names).SelectMany(name => new[] { name.Before, name.After })).OfType<ForgetfulNode>().Distinct().OrderBy(node => node.Id))
            {
                ForgetBytes(node, seed);
            }

            foreach (var (directory, changes) in pending.Where(entry => Directory.Exists(entry.Key)))
            {
                ForgetNames(changes, new Random(seed ^ StableHash(directory)));
            }

            pending.Clear();
            nodes.Clear();
            Directory.Delete(anchors, recursive: true);
            Directory.CreateDirectory(anchors);
            bytesUsed = MeasureUsed();
        }
    }

    public IFile Create(string path)
    {
        lock (gate)
        {
            Reach(FileOperation.Create, path);
            var file = disk.Create(path);
            var node = new ForgetfulNode(nextNodeId++, path, length: 0);
            Change([(path, null, node)]);
            return new ForgetfulFile(this, node, file, generation);
        }
    }

    public IFile Open(string path, FileAccess access)
    {
        lock (gate)
        {
            ThrowIfOff();
            var file = disk.Open(path, access);
            return new ForgetfulFile(this, NodeOf(path), file, generation);
        }
    }

    public bool TryLink(string existingPath, string newPath)
    {
        lock (gate)
        {
            Reach(FileOperation.Link, newPath);
            if (disk.FileExists(newPath))
                return false;
            var node = NodeOf(existingPath);
            if (!disk.TryLink(existingPath, newPath))
                return false;
            node.Links++;
            Change([(newPath, null, node)]);
            return true;
        }
    }

    public void Rename(string path, string newPath)
    {
        lock (gate)
        {
            if (Path.GetDirectoryName(path) != Path.GetDirectoryName(newPath))
                throw new NotSupportedException("Renames across directories are not modelled.");
            Reach(FileOperation.Rename, newPath);
            var node = NodeOf(path);
            var replaced = disk.FileExists(newPath) ? NodeOf(newPath) : null;
            Anchor(node);
            Anchor(replaced);
            disk.Rename(path, newPath);
            Unlinked(replaced);
            node.Path = newPath;
            Change([(path, node, null), (newPath, replaced, node)]);
        }
    }

    public void Delete(string path)
    {
        lock (gate)
        {
            Reach(FileOperation.Delete, path);
            if (!disk.FileExists(path))
                return;
            var node = NodeOf(path);
            Anchor(node);
            disk.Delete(path);
            Unlinked(node);
            Change([(path, node, null)]);
        }
    }

    public bool FileExists(string path)
    {
        ThrowIfOff();
        return disk.FileExists(path);
    }

    public IReadOnlyList<string> ListFiles(string directory)
    {
        ThrowIfOff();
        return disk.ListFiles(directory);
    }

    public IReadOnlyList<string> ListDirectories(string directory)
    {
        ThrowIfOff();
        return disk.ListDirectories(directory);
    }

    public void CreateDirectory(string path)
    {
        lock (gate)
        {
            ThrowIfOff();
            var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
            if (Directory.Exists(full))
                return;
            CreateDirectory(Path.GetDirectoryName(full)!);
            Reach(FileOperation.CreateDirectory, full);
            Directory.CreateDirectory(full);
            var parent = Path.GetDirectoryName(full)!;
            PendingOf(parent).Add(new NameChange([], NewDirectory: full));
            SyncNames(parent);
        }
    }

    public void SyncDirectory(string path)
    {
        lock (gate)
        {
            Reach(FileOperation.SyncDirectory, path);
            SyncNames(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        }
    }

    public long FreeBytes(string path)
    {
        lock (gate)
        {
            ThrowIfOff();
            return BytesMax is { } max ? Math.Max(0, max - bytesUsed) : long.MaxValue / 2;
        }
    }

    public IDisposable LockDirectory(string directory)
    {
        lock (gate)
        {
            ThrowIfOff();
            var full = Path.GetFullPath(directory);
            if (!locked.Add(full))
                throw new DirectoryInUseException(directory, Environment.ProcessId);
            return new HeldLock(this, full, generation);
        }
    }

    /// <summary>Deletes what might have come back.</summary>
    public void Dispose()
    {
        if (Directory.Exists(anchors))
            Directory.Delete(anchors, recursive: true);
    }

    internal void Write(int ofGeneration, ForgetfulNode node, IFile file, ReadOnlySpan<byte> bytes, long offset)
    {
        lock (gate)
        {
            ThrowIfStale(ofGeneration);
            var fails = Fails(FileOperation.Write, node.Path);
            var length = file.Length;
            var fitting = fails ? bytes.Length / 2 : bytes.Length;
            var isFull = false;
            if (BytesMax is { } max && offset + fitting > length && bytesUsed + (offset + fitting - length) > max)
            {
                fitting = (int)Math.Clamp(max - bytesUsed + length - offset, 0, fitting);
                isFull = true;
            }

            if (fitting > 0)
            {
                node.BeforeChange(file, offset, offset + fitting);
                file.Write(bytes[..fitting], offset);
                bytesUsed += Math.Max(0, offset + fitting - length);
            }

            if (isFull)
                throw new DiskFullException(node.Path);
            if (fails)
                throw Injected(FileOperation.Write, node.Path);
        }
    }

    internal void SetLength(int ofGeneration, ForgetfulNode node, IFile file, long newLength)
    {
        lock (gate)
        {
            ThrowIfStale(ofGeneration);
            Reach(FileOperation.SetLength, node.Path);
            var length = file.Length;
            if (BytesMax is { } max && bytesUsed + newLength - length > max)
                throw new DiskFullException(node.Path);
            if (newLength < length)
                node.BeforeChange(file, newLength, length);
            file.SetLength(newLength);
            bytesUsed += newLength - length;
        }
    }

    internal void Sync(int ofGeneration, ForgetfulNode node, IFile file)
    {
        lock (gate)
        {
            ThrowIfStale(ofGeneration);
            if (Fails(FileOperation.Sync, node.Path))
            {
                node.SyncFailed();
                throw Injected(FileOperation.Sync, node.Path);
            }

            if (IgnoreSync?.Invoke(node.Path, SyncKind.File) != true)
                node.Synced(file.Length);
        }
    }

    internal T Within<T>(int ofGeneration, Func<T> read)
    {
        ThrowIfStale(ofGeneration);
        return read();
    }

    internal void ThrowIfStale(int ofGeneration)
    {
        if (powerIsOff || ofGeneration != generation)
            throw new PowerLostException();
    }

    private void ThrowIfOff()
    {
        if (powerIsOff)
            throw new PowerLostException();
    }

    /// <summary>Counts an operation; the power may go, or the operation be one that is to fail.</summary>
    private void Reach(FileOperation operation, string path)
    {
        if (Fails(operation, path))
            throw Injected(operation, path);
    }

    private bool Fails(FileOperation operation, string path)
    {
        if (powerIsOff || Operations == PowerFailsAt)
        {
            powerIsOff = true;
            throw new PowerLostException();
        }

        Operations++;
        foreach (var fault in armed)
        {
            if (fault.Operation == operation && fault.Path?.Invoke(path) != false && --fault.Remaining == 0)
            {
                armed.Remove(fault);
                return true;
            }
        }

        return false;
    }

    private static IOException Injected(FileOperation operation, string path) => new($"{operation} of '{path}' failed, as the test asked.");

    private ForgetfulNode NodeOf(string path)
    {
        if (!nodes.TryGetValue(path, out var node))
        {
            using var file = disk.Open(path, FileAccess.Read);
            node = new ForgetfulNode(nextNodeId++, path, file.Length);
            nodes.Add(path, node);
        }

        return node;
    }

    private List<NameChange> PendingOf(string directory)
    {
        if (!pending.TryGetValue(directory, out var changes))
            pending.Add(directory, changes = []);
        return changes;
    }

    private void Change(IReadOnlyList<(string Path, ForgetfulNode? Before, ForgetfulNode? After)> names)
    {
        foreach (var (path, _, after) in names)
        {
            if (after is null)
            {
                nodes.Remove(path);
                continue;
            }

            nodes[path] = after;
            Anchor(after, path);
        }

        PendingOf(Path.GetDirectoryName(names[0].Path)!).Add(new NameChange(names));
    }

    private void Anchor(ForgetfulNode? node, string? path = null)
    {
        if (node is null || node.Anchor is not null)
            return;
        var anchor = Path.Combine(anchors, node.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        disk.TryLink(path ?? node.Path, anchor);
        node.Anchor = anchor;
    }

    private void Unlinked(ForgetfulNode? node)
    {
        if (node is null || --node.Links > 0)
            return;
        using var file = disk.Open(node.Anchor!, FileAccess.Read);
        bytesUsed -= file.Length;
    }

    private void SyncNames(string directory)
    {
        if (IgnoreSync?.Invoke(directory, SyncKind.Directory) == true)
            return;
        if (!pending.Remove(directory, out var changes))
            return;

        // Files that nothing can bring back any more.
        var kept = nodes.Values.Concat(pending.Values.SelectMany(others => others).SelectMany(change => change.Names).SelectMany(name => new[] { name.Before, name.After })).OfType<ForgetfulNode>().ToHashSet();
        foreach (var node in changes.SelectMany(change => change.Names).SelectMany(name => new[] { name.Before, name.After }).OfType<ForgetfulNode>().Distinct())
        {
            if (node.Anchor is not null && !kept.Contains(node))
            {
                disk.Delete(node.Anchor);
                node.Anchor = null;
            }
        }
    }

    private void ForgetBytes(ForgetfulNode node, int seed)
    {
        var path = node.Anchor ?? node.Path;
        if (!disk.FileExists(path))
            return;
        using var file = disk.Open(path, FileAccess.ReadWrite);
        if (node.IsDirty(file.Length))
            node.Forget(file, new Random(seed ^ StableHash(node.Path)));
    }

    private void ForgetNames(List<NameChange> changes, Random random)
    {
        var all = random.Next(4);
        var blocked = new HashSet<string>(StringComparer.Ordinal);
        var meaning = new Dictionary<string, ForgetfulNode?>(StringComparer.Ordinal);
        var lostDirectories = new List<string>();
        foreach (var change in changes)
        {
            var happens = all switch { 0 => false, 1 => true, _ => random.Next(2) == 0 } && !change.Names.Any(name => blocked.Contains(name.Path));
            foreach (var (path, before, after) in change.Names)
            {
                meaning.TryAdd(path, before);
                if (happens)
                    meaning[path] = after;
                else
                    blocked.Add(path);
            }

            if (!happens && change.NewDirectory is { } directory)
                lostDirectories.Add(directory);
        }

        foreach (var (path, node) in meaning)
        {
            disk.Delete(path);
            if (node is not null)
                disk.TryLink(node.Anchor!, path);
        }

        foreach (var directory in lostDirectories.Where(Directory.Exists))
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private long MeasureUsed() => new DirectoryInfo(root).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

    /// <summary>FNV-1a of the path below the root: the same in every process and wherever the test puts its directory.</summary>
    private int StableHash(string path)
    {
        var hash = 2166136261u;
        foreach (var character in Path.GetRelativePath(root, path))
        {
            hash = (hash ^ character) * 16777619;
        }

        return (int)hash;
    }

    private sealed class ArmedFault(FileOperation operation, Func<string, bool>? path)
    {
        public FileOperation Operation { get; } = operation;

        public Func<string, bool>? Path { get; } = path;

        public int Remaining { get; set; }
    }

    private sealed class HeldLock(ForgetfulFileSystem owner, string directory, int ofGeneration) : IDisposable
    {
        public void Dispose()
        {
            lock (owner.gate)
            {
                if (owner.generation == ofGeneration)
                    owner.locked.Remove(directory);
            }
        }
    }
}
