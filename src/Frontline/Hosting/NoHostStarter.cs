namespace Frontline.Hosting;

/// <summary>A program that runs no roles: its commands need a server that runs elsewhere.</summary>
internal sealed class NoHostStarter : IHostStarter
{
    public Task<IRunningHost> StartAsync(HostSettings settings, CancellationToken cancellation) =>
        throw new NotSupportedException("This build of the program runs no roles.");
}
