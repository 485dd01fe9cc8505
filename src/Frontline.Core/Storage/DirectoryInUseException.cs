namespace Frontline.Core.Storage;

/// <summary>Another process (or another part of this one) holds the lock on a directory.</summary>
public sealed class DirectoryInUseException(string directory, int? holderProcessId)
    : IOException(holderProcessId is { } id
        ? $"The directory '{directory}' is in use by process {id}. Stop that process first, or use another directory."
        : $"The directory '{directory}' is in use by another process. Stop that process first, or use another directory.")
{
    public string Directory { get; } = directory;

    /// <summary>The process that holds the lock, or null when it could not be told.</summary>
    public int? HolderProcessId { get; } = holderProcessId;
}
