namespace Frontline.Hosting;

/// <summary>A started host: the web server, the roles, and everything they stand on.</summary>
internal sealed class RunningHost(Uri url, string token, WebApplication web, RoleRunner roles, DisposalStack opened) : IRunningHost
{
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim stopping = new(1, 1);
    private bool stopped;

    public Uri Url { get; } = url;

    public string Token { get; } = token;

    public Task Completion => roles.Completion;

    public async Task StopAsync()
    {
        await stopping.WaitAsync().ConfigureAwait(false);
        try
        {
            if (stopped)
            {
                return;
            }

            stopped = true;
            using (var limit = new CancellationTokenSource(DrainLimit))
            {
                await web.StopAsync(limit.Token).ConfigureAwait(false);
            }

            await roles.StopAsync().ConfigureAwait(false);
            await opened.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            stopping.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        stopping.Dispose();
    }
}
