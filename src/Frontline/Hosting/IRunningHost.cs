namespace Frontline.Hosting;

/// <summary>A host that runs in this process. Disposing it stops it.</summary>
public interface IRunningHost : IAsyncDisposable
{
    /// <summary>Where it answers, as a client on this machine reaches it.</summary>
    Uri Url { get; }

    /// <summary>The bearer token for everything but <c>/v1/*</c> and <c>/health/*</c>.</summary>
    string Token { get; }

    /// <summary>Ends when every role has ended; faulted with the exception that ended the first of them.</summary>
    Task Completion { get; }

    /// <summary>Refuses new work, drains what was accepted, and returns within seconds. May be called more than once.</summary>
    Task StopAsync();
}
