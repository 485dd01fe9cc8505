namespace Frontline.Tests.Receiver;

/// <summary>A body of which nothing ever comes.</summary>
internal sealed class NeverEndingStream : MemoryStream
{
    private readonly TaskCompletionSource waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when a reader waits.</summary>
    public Task Waiting => waiting.Task;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        waiting.TrySetResult();
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        return 0;
    }
}
