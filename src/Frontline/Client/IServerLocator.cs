namespace Frontline.Client;

/// <summary>Finds the server a command talks to, starting one if there is none.</summary>
internal interface IServerLocator
{
    /// <exception cref="ServerUnreachableException">There is none and there will be none.</exception>
    Task<ServerEndpoint> LocateAsync(CancellationToken cancellation);

    /// <summary>Whether asking again after a broken connection may find another server.</summary>
    bool CanLocateAgain { get; }
}
