namespace Frontline.Testing.Files;

/// <summary>Operations on a <see cref="ForgetfulFileSystem"/> that change something or make it durable, and so can fail or be the last one.</summary>
public enum FileOperation
{
    Create,
    Write,
    SetLength,
    Sync,
    Link,
    Rename,
    Delete,
    CreateDirectory,
    SyncDirectory,
}
