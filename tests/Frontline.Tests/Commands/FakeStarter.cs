using Frontline.Hosting;

namespace Frontline.Tests.Commands;

/// <summary>Starts hosts that do nothing, and remembers how it was asked to.</summary>
internal sealed class FakeStarter : IHostStarter
{
    private readonly Queue<Exception> failures = new();

    public List<HostSettings> Started { get; } = [];

    public List<FakeHost> Hosts { get; } = [];

    public FakeStarter FailWith(params Exception[] exceptions)
    {
        foreach (var exception in exceptions)
        {
            failures.Enqueue(exception);
        }

        return this;
    }

    public Task<IRunningHost> StartAsync(HostSettings settings, CancellationToken cancellation)
    {
        if (failures.TryDequeue(out var failure))
        {
            throw failure;
        }

        Started.Add(settings);
        Hosts.Add(new FakeHost());
        return Task.FromResult<IRunningHost>(Hosts[^1]);
    }
}
