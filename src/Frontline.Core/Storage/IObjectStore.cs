namespace Frontline.Core.Storage;

/// <summary>
/// Where the lake lies: named, immutable objects. A local folder on one machine, a bucket at scale. Names use '/' and are relative to the store's root.
/// </summary>
/// <remarks>
/// Everything is durable when a call returns, and so is whatever can be opened. An <see cref="IOException"/> leaves open whether a write took place; callers compare
/// (<see cref="CreateIfAbsentAsync"/>) or never use the name again (<see cref="WriteAsync"/>). Implementations are thread-safe and need not retry;
/// callers may retry a create at once, so a store whose sync has failed must refuse every later write and create.
/// </remarks>
public interface IObjectStore
{
    /// <summary>Creates a small object only if nobody has: exactly one of many racers gets true. On S3 this is If-None-Match: *.</summary>
    ValueTask<bool> CreateIfAbsentAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation = default);

    /// <summary>Writes an object under a name that was never used before. <paramref name="write"/> fills a forward-only stream.</summary>
    /// <returns>The object's length in bytes.</returns>
    ValueTask<long> WriteAsync(string name, Func<Stream, CancellationToken, ValueTask> write, CancellationToken cancellation = default);

    /// <summary>Opens an object for reading (seekable), or returns null when there is none.</summary>
    ValueTask<Stream?> OpenAsync(string name, CancellationToken cancellation = default);

    /// <summary>Objects whose name starts with a prefix, in ordinal order of their names; a prefix ends with '/' or is empty.</summary>
    IAsyncEnumerable<StoredObject> ListAsync(string prefix, CancellationToken cancellation = default);

    /// <summary>Deletes an object; does nothing when there is none.</summary>
    ValueTask DeleteAsync(string name, CancellationToken cancellation = default);
}
