using System.Runtime.CompilerServices;
using Frontline.Core.Storage;

namespace Frontline.Testing.Objects;

/// <summary>An object store in memory, with a place before and after each call where a test can pause it or make it fail. Thread-safe.</summary>
public sealed class MemoryObjectStore(TimeProvider? time = null) : IObjectStore
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, (byte[] Content, DateTimeOffset WrittenAt)> objects = new(StringComparer.Ordinal);
    private readonly HashSet<string> used = new(StringComparer.Ordinal);
    private readonly List<string> calls = [];

    /// <summary>Awaited before a call has any effect; throwing makes it fail without one.</summary>
    public Func<string, string, ValueTask>? Before { get; set; }

    /// <summary>Awaited after a call took effect; throwing makes it seem to fail although it succeeded, as a time-out does.</summary>
    public Func<string, string, ValueTask>? After { get; set; }

    /// <summary>Every call in order, as "create name", "write name", "open name", "list prefix" or "delete name".</summary>
    public IReadOnlyList<string> Calls
    {
        get
        {
            lock (gate)
                return [.. calls];
        }
    }

    /// <summary>The names of all objects, in ordinal order.</summary>
    public IReadOnlyList<string> Names
    {
        get
        {
            lock (gate)
                return [.. objects.Keys];
        }
    }

    /// <summary>Gets or replaces an object's bytes behind the store's back: how tests plant damage. Setting null removes it.</summary>
    public byte[]? this[string name]
    {
        get
        {
            lock (gate)
                return objects.TryGetValue(name, out var found) ? found.Content : null;
        }

        set
        {
            lock (gate)
            {
                if (value is null)
                    objects.Remove(name);
                else
                    objects[name] = (value, Now());
            }
        }
    }

    /// <summary>An independent copy: what a crash at this moment would leave.</summary>
    public MemoryObjectStore Copy()
    {
        var copy = new MemoryObjectStore(time);
        lock (gate)
        {
            foreach (var (name, value) in objects)
                copy.objects.Add(name, value);

            copy.used.UnionWith(used);
        }

        return copy;
    }

    public async ValueTask<bool> CreateIfAbsentAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation = default)
    {
        await EnterAsync("create", name, cancellation).ConfigureAwait(false);
        bool created;
        lock (gate)
            created = objects.TryAdd(name, (content.ToArray(), Now()));

        await LeaveAsync("create", name).ConfigureAwait(false);
        return created;
    }

    public async ValueTask<long> WriteAsync(string name, Func<Stream, CancellationToken, ValueTask> write, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(write);
        await EnterAsync("write", name, cancellation).ConfigureAwait(false);
        using var stream = new MemoryStream();
        await write(stream, cancellation).ConfigureAwait(false);
        lock (gate)
        {
            if (!used.Add(name))
                throw new InvalidOperationException($"{name} was written before: names of data files are used once.");

            objects.Add(name, (stream.ToArray(), Now()));
        }

        await LeaveAsync("write", name).ConfigureAwait(false);
        return stream.Length;
    }

    public async ValueTask<Stream?> OpenAsync(string name, CancellationToken cancellation = default)
    {
        await EnterAsync("open", name, cancellation).ConfigureAwait(false);
        var content = this[name];
        await LeaveAsync("open", name).ConfigureAwait(false);
        return content is null ? null : new MemoryStream(content, writable: false);
    }

    public async IAsyncEnumerable<StoredObject> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await EnterAsync("list", prefix, cancellation).ConfigureAwait(false);
        List<StoredObject> found;
        lock (gate)
        {
            found = [.. objects.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal))
                .Select(pair => new StoredObject(pair.Key, pair.Value.Content.Length, pair.Value.WrittenAt))];
        }

        await LeaveAsync("list", prefix).ConfigureAwait(false);
        foreach (var item in found)
            yield return item;
    }

    public async ValueTask DeleteAsync(string name, CancellationToken cancellation = default)
    {
        await EnterAsync("delete", name, cancellation).ConfigureAwait(false);
        this[name] = null;
        await LeaveAsync("delete", name).ConfigureAwait(false);
    }

    private ValueTask EnterAsync(string call, string name, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (gate)
            calls.Add($"{call} {name}");

        return Before?.Invoke(call, name) ?? ValueTask.CompletedTask;
    }

    private ValueTask LeaveAsync(string call, string name) => After?.Invoke(call, name) ?? ValueTask.CompletedTask;

    private DateTimeOffset Now() => (time ?? TimeProvider.System).GetUtcNow();
}
