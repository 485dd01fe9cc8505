namespace Frontline.Core.Storage;

/// <summary>An object as listed: its name relative to the store's root, its length in bytes, and when it was written.</summary>
public readonly record struct StoredObject(string Name, long Bytes, DateTimeOffset WrittenAt);
