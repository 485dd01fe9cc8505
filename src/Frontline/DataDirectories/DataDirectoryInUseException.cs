namespace Frontline.DataDirectories;

/// <summary>Another process holds the data directory: exit code 3.</summary>
public sealed class DataDirectoryInUseException(string directory, DirectoryOwner? owner, int? processId = null) : Exception(Sentence(directory, owner, processId))
{
    /// <summary>Who holds it, as far as it said so.</summary>
    public DirectoryOwner? Owner { get; } = owner;

    private static string Sentence(string directory, DirectoryOwner? owner, int? processId)
    {
        var holder = owner is not null ? $"process {owner.ProcessId} (frontline {owner.Command})" : processId is { } id ? $"process {id}" : "another process";
        return $"The data directory {directory} is held by {holder}. Stop that process, or choose another directory with --data.";
    }
}
