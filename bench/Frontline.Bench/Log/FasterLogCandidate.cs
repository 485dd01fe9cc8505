using FASTER.core;

namespace Frontline.Bench.Log;

/// <summary>FasterLog as one would have to use it: no silent recovery, one commit after another in a loop of its own.</summary>
internal sealed class FasterLogCandidate : ILogCandidate
{
    private readonly FasterLog log;
    private readonly IDevice device;
    private readonly FasterLogSettings settings;
    private readonly SemaphoreSlim arrived = new(0, 1);
    private readonly CancellationTokenSource stopping = new();
    private readonly Task committing;

    public FasterLogCandidate(string directory)
    {
        device = Devices.CreateLogDevice(Path.Combine(directory, "faster.log"), preallocateFile: false);
        settings = new FasterLogSettings { LogDevice = device, LogCommitDir = directory, PageSizeBits = 22, MemorySizeBits = 26, SegmentSizeBits = 26, FastCommitMode = true, TryRecoverLatest = false };
        log = new FasterLog(settings);
        committing = Task.Run(CommitAsync);
    }

    public string Name => "FasterLog";

    public bool Blocks => false;

    public async ValueTask AppendAsync(ReadOnlyMemory<byte> record)
    {
        var address = log.Enqueue(record.Span);
        try
        {
            arrived.Release();
        }
        catch (SemaphoreFullException)
        {
            // A commit is about to begin.
        }

        await log.WaitForCommitAsync(address + 1).ConfigureAwait(false);
    }

    public async ValueTask TrimAsync()
    {
        log.TruncateUntil(log.CommittedUntilAddress);
        await log.CommitAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await committing.ConfigureAwait(false);
        log.Dispose();
        device.Dispose();
        settings.Dispose();
        arrived.Dispose();
        stopping.Dispose();
    }

    private async Task CommitAsync()
    {
        try
        {
            while (true)
            {
                await arrived.WaitAsync(stopping.Token).ConfigureAwait(false);
                await log.CommitAsync(stopping.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }
}
