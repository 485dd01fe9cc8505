namespace Frontline.Core.Storage;

/// <summary>
/// Implemented by object stores where a name can be seen before it is durable (a local folder: a link is visible before its directory is synced).
/// Stores without it show only durable objects.
/// </summary>
public interface IDurableReads
{
    /// <summary>Makes durable what is visible now directly under a prefix that ends with '/'. Called before a reader relies on what it read. Does nothing when nothing is there.</summary>
    ValueTask SyncAsync(string prefix, CancellationToken cancellation = default);
}
