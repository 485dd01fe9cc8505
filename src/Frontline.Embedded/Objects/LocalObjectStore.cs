using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Frontline.Core.Storage;

namespace Frontline.Embedded.Objects;

/// <summary>An object store in a local folder: an object is a file, its name the path relative to the root.</summary>
/// <remarks>
/// <para>Creating if absent: the content under a name of its own in <c>tmp/</c>, a sync, a hard link to the final name (which fails where that exists), a
/// sync of the directory. So an object is there whole or not at all. <see cref="WriteAsync"/> writes directly under the final name: callers name such
/// an object to others only once the call has returned.</para>
/// <para>An object that can be seen need not be durable yet, since another process may be between link and sync; so whatever is opened, or refuses a
/// create, has its directory synced first.</para>
/// <para>What is left in <c>tmp/</c> by a crash is deleted when a store is opened. Another process that is just creating then gets an
/// <see cref="IOException"/>, which leaves open whether its write took place, as the port says.</para>
/// <para>After a failed sync nothing is known about what is on disk, and a second sync may succeed without having written anything. So the store then refuses
/// every call that would promise something durable, until the process is started again.</para>
/// <para>Calls do their I/O on the calling thread and return completed tasks. Thread-safe.</para>
/// </remarks>
public sealed class LocalObjectStore : IObjectStore, IObjectPaths
{
    private const string TemporaryFolder = "tmp";

    // Folders are made per hour, so this is a year of them; forgetting them only costs a sync each.
    private const int DurableDirectoriesMax = 10_000;
    private readonly IFileSystem files;
    private readonly string root;
    private readonly string temporaryPrefix;
    private readonly ConcurrentDictionary<string, bool> durableDirectories = new(StringComparer.Ordinal);
    private long temporaryCounter;
    private volatile IOException? failedSync;

    /// <param name="files">The file layer.</param>
    /// <param name="root">The folder, created when it is not there.</param>
    /// <param name="random">Draws this store's part of temporary names, so that no two stores on one folder share them.</param>
    /// <exception cref="IOException">The folder cannot be made or written to.</exception>
    public LocalObjectStore(IFileSystem files, string root, Random random)
        : this(files, root)
    {
        ArgumentNullException.ThrowIfNull(random);
        Span<byte> bytes = stackalloc byte[8];
        random.NextBytes(bytes);
        temporaryPrefix = Convert.ToHexStringLower(bytes);
        var temporary = Path.Combine(this.root, TemporaryFolder);
        files.CreateDirectory(temporary);
        foreach (var name in files.ListFiles(temporary))
        {
            files.Delete(Path.Combine(temporary, name));
        }
    }

    private LocalObjectStore(IFileSystem files, string root)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentException.ThrowIfNullOrEmpty(root);
        this.files = files;
        this.root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        temporaryPrefix = "";
    }

    /// <summary>A store over a folder that another process may be writing to: opening it changes nothing there, and <c>tmp/</c> is left to its owner. For reading only.</summary>
    public static LocalObjectStore ForReading(IFileSystem files, string root) => new(files, root);

    public ValueTask<bool> CreateIfAbsentAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var path = PathOf(name);
        var directory = CreateParent(path);
        var temporary = Path.Combine(root, TemporaryFolder, $"{temporaryPrefix}-{Interlocked.Increment(ref temporaryCounter).ToString(CultureInfo.InvariantCulture)}");
        bool created;
        try
        {
            using (var file = files.Create(temporary))
            {
                file.Write(content.Span, 0);
                Sync(file.Sync);
            }

            created = files.TryLink(temporary, path);
            Sync(() => files.SyncDirectory(directory));
        }
        finally
        {
            TryDelete(temporary);
        }

        return ValueTask.FromResult(created);
    }

    public async ValueTask<long> WriteAsync(string name, Func<Stream, CancellationToken, ValueTask> write, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(write);
        cancellation.ThrowIfCancellationRequested();
        var path = PathOf(name);
        var directory = CreateParent(path);
        var file = files.Create(path);
        try
        {
            var stream = new ObjectWriteStream(file);
            await using (stream.ConfigureAwait(false))
            {
                await write(stream, cancellation).ConfigureAwait(false);
                stream.Flush();
                Sync(stream.Complete);
            }

            Sync(() => files.SyncDirectory(directory));
            return stream.Position;
        }
        catch
        {
            // Half an object, which nobody was told of; its name is not used again.
            TryDelete(path);
            throw;
        }
    }

    public ValueTask<Stream?> OpenAsync(string name, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var path = PathOf(name);
        IFile file;
        try
        {
            file = files.Open(path, FileAccess.Read);
        }
        catch (FileNotFoundException)
        {
            return ValueTask.FromResult<Stream?>(null);
        }

        try
        {
            Sync(() => files.SyncDirectory(Path.GetDirectoryName(path)!));
            return ValueTask.FromResult<Stream?>(new ObjectReadStream(file));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public async IAsyncEnumerable<StoredObject> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        if (prefix.Length > 0 && !prefix.EndsWith('/'))
            throw new ArgumentException($"A prefix ends with '/' or is empty; got '{prefix}'.", nameof(prefix));
        var directory = prefix.Length == 0 ? root : PathOf(prefix[..^1]);
        foreach (var item in List(directory, prefix))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return item;
        }

        await ValueTask.CompletedTask.ConfigureAwait(false);
    }

    public ValueTask DeleteAsync(string name, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var path = PathOf(name);
        files.Delete(path);
        var directory = Path.GetDirectoryName(path)!;
        if (durableDirectories.ContainsKey(directory) || Directory.Exists(directory))
            files.SyncDirectory(directory);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The name is empty or absolute, has an empty, '.' or '..' part or a '\', or lies in <c>tmp/</c>.</exception>
    public string PathOf(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var parts = name.Split('/');
        if (parts[0] == TemporaryFolder || name.Contains('\\', StringComparison.Ordinal) || name.Contains(':', StringComparison.Ordinal) || parts.Any(part => part is "" or "." or ".."))
            throw new ArgumentException($"'{name}' cannot be the name of an object.", nameof(name));
        return Path.Combine(root, Path.Combine(parts));
    }

    private string CreateParent(string path)
    {
        ThrowIfSyncFailed();
        var directory = Path.GetDirectoryName(path)!;
        if (!durableDirectories.ContainsKey(directory))
        {
            if (durableDirectories.Count >= DurableDirectoriesMax)
                durableDirectories.Clear();
            files.CreateDirectory(directory);
            durableDirectories.TryAdd(directory, true);
        }

        return directory;
    }

    /// <summary>Ordinal order of whole names: a folder sorts as its name and '/', since "a-b" comes before "a/b".</summary>
    private IEnumerable<StoredObject> List(string directory, string prefix)
    {
        var entries = files.ListFiles(directory)
            .Concat(files.ListDirectories(directory).Where(name => prefix.Length > 0 || name != TemporaryFolder).Select(name => name + "/"))
            .Order(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (entry.EndsWith('/'))
            {
                foreach (var item in List(Path.Combine(directory, entry[..^1]), prefix + entry))
                {
                    yield return item;
                }
            }
            else if (Describe(Path.Combine(directory, entry), prefix + entry) is { } item)
            {
                yield return item;
            }
        }
    }

    /// <summary>Straight from the operating system: no promise rests on when a file was written, and opening each would be slow.</summary>
    private static StoredObject? Describe(string path, string name)
    {
        var info = new FileInfo(path);
        return info.Exists ? new StoredObject(name, info.Length, new DateTimeOffset(info.LastWriteTimeUtc, TimeSpan.Zero)) : null;
    }

    private void Sync(Action sync)
    {
        ThrowIfSyncFailed();
        try
        {
            sync();
        }
        catch (IOException e)
        {
            failedSync = e;
            throw;
        }
    }

    private void ThrowIfSyncFailed()
    {
        if (failedSync is { } earlier)
            throw new IOException($"An earlier sync of {root} failed ({earlier.Message}): what is on disk is unknown until the program is started again.", earlier);
    }

    private void TryDelete(string path)
    {
        try
        {
            files.Delete(path);
        }
        catch (IOException)
        {
            // Left for the next sweep: it names nothing that counts.
        }
    }
}
