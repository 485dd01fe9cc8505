using Frontline.Core.Faults;
using Frontline.Embedded.Log;

namespace Frontline.Tests.Log;

/// <summary>Holds the log's flusher between write and sync, so that a test decides which appends share a group.</summary>
internal sealed class FlusherGate : IFaultPoints, IDisposable
{
    private readonly ManualResetEventSlim gate = new(initialState: true);
    private TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the flusher stands at the closed gate.</summary>
    public Task Reached => reached.Task;

    public void Close()
    {
        reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        gate.Reset();
    }

    public void Open() => gate.Set();

    public void Reach(string point)
    {
        if (point != LogFaults.GroupWritten)
            return;
        if (!gate.IsSet)
            reached.TrySetResult();
        gate.Wait();
    }

    public void Dispose() => gate.Dispose();
}
