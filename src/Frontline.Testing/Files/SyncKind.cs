namespace Frontline.Testing.Files;

/// <summary>What a sync makes durable.</summary>
public enum SyncKind
{
    /// <summary>A file's bytes; the path is a name of the file.</summary>
    File,

    /// <summary>The names in a directory; the path is the directory's.</summary>
    Directory,
}
