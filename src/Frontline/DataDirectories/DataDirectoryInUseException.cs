namespace Frontline.DataDirectories;

/// <summary>Another process holds the data directory: exit code 3.</summary>
public sealed class DataDirectoryInUseException(string directory, DirectoryOwner? owner) : Exception(Sentence(directory, owner))
{
    /// <summary>Who holds it, as far as it said so.</summary>
    public DirectoryOwner? Owner { get; } = owner;

    private static string Sentence(string directory, DirectoryOwner? owner) => owner is null
        ? $"The data directory {directory} is held by another process. Stop that process, or choose another directory with --data."
        : $"The data directory {directory} is held by process {owner.ProcessId} (frontline {owner.Command}). Stop that process, or choose another directory with --data.";
}
