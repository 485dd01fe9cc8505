namespace Frontline.DataDirectories;

/// <summary>Where the process that holds a data directory answers, and the token it wants: what <c>run/server.json</c> says.</summary>
/// <param name="Url">As a client on this machine reaches it.</param>
/// <param name="Token">The bearer token.</param>
/// <param name="ProcessId">The server's process id.</param>
/// <param name="Command">The command it runs.</param>
/// <param name="Temporary">Whether it goes away when that command is done.</param>
public sealed record ServerInfo(Uri Url, string Token, int ProcessId, string Command, bool Temporary);
