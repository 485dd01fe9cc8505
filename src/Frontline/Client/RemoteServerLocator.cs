namespace Frontline.Client;

/// <summary>A server named by <c>--server</c>.</summary>
internal sealed class RemoteServerLocator(Uri url, string? token) : IServerLocator
{
    public bool CanLocateAgain => false;

    public Task<ServerEndpoint> LocateAsync(CancellationToken cancellation) => Task.FromResult(new ServerEndpoint(url, token, Stays: true, Own: null));
}
