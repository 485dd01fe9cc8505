using Frontline.Hosting;

namespace Frontline.Tests.Commands;

internal sealed class FakeHost : IRunningHost
{
    private readonly TaskCompletionSource completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Uri Url { get; } = new("http://127.0.0.1:4711/");

    public string Token => "own-token";

    public Task Completion => completion.Task;

    public bool IsStopped { get; private set; }

    public void End(Exception? exception = null)
    {
        if (exception is null)
        {
            completion.TrySetResult();
        }
        else
        {
            completion.TrySetException(exception);
        }
    }

    public Task StopAsync()
    {
        IsStopped = true;
        completion.TrySetResult();
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync() => await StopAsync();
}
