using Frontline.Core.Roles;

namespace Frontline.Hosting;

/// <summary>Runs the roles of a host until they are told to stop, or until one fails: then all are stopped, since a road with a station missing only piles up.</summary>
internal sealed class RoleRunner(IReadOnlyList<IRole> roles)
{
    // The sources are not disposed: a host may be told to stop after all roles have ended, and without a timer they hold nothing.
    private readonly List<(CancellationTokenSource Stop, Task Running)> running = [];

    public IReadOnlyList<IRole> Roles { get; } = roles;

    /// <summary>Ends when every role has ended; faulted with the exception of the first that failed.</summary>
    public Task Completion { get; private set; } = Task.CompletedTask;

    public void Start()
    {
        foreach (var role in Roles)
        {
            var stop = new CancellationTokenSource();
            running.Add((stop, Task.Run(() => role.RunAsync(stop.Token))));
        }

        Completion = WatchAsync();
    }

    /// <summary>Stops one role after the other in the order of the road, so that each drains what the one before it still handed on.</summary>
    public async Task StopAsync()
    {
        foreach (var (stop, task) in running)
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WatchAsync()
    {
        var left = running.ConvertAll(one => one.Running);
        Task? failed = null;
        while (left.Count > 0)
        {
            var ended = await Task.WhenAny(left).ConfigureAwait(false);
            left.Remove(ended);
            if (ended.IsFaulted && failed is null)
            {
                failed = ended;
                await StopAsync().ConfigureAwait(false);
            }
        }

        if (failed is not null)
        {
            await failed.ConfigureAwait(false);
        }
    }
}
