namespace Frontline.Core.Storage;

/// <summary>The volume (or the quota) has no room for what was to be written. Unlike other <see cref="IOException"/>s it passes once there is space.</summary>
public sealed class DiskFullException(string path, Exception? inner = null) : IOException($"The disk is full: '{path}' could not be written.", inner)
{
    public string Path { get; } = path;
}
