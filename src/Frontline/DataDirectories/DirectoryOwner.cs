namespace Frontline.DataDirectories;

/// <summary>The process that holds a data directory, as it wrote itself down after taking the lock.</summary>
/// <param name="ProcessId">Its process id.</param>
/// <param name="Command">The command it runs: <c>up</c>, <c>import</c> …</param>
/// <param name="Temporary">Whether it holds the directory only as long as that command needs it.</param>
public sealed record DirectoryOwner(int ProcessId, string Command, bool Temporary);
