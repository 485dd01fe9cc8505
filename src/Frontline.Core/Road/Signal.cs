namespace Frontline.Core.Road;

/// <summary>Wakes a waiting runner: any number of <see cref="Raise"/> calls before a wait make one wake-up. Thread-safe.</summary>
public sealed class Signal : IDisposable
{
    private readonly SemaphoreSlim semaphore = new(0, 1);

    public void Raise()
    {
        try
        {
            semaphore.Release();
        }
        catch (SemaphoreFullException)
        {
            // Already raised and not yet seen: one wake-up is enough.
        }
    }

    /// <summary>Returns at the next <see cref="Raise"/> (or one that came before), or after <paramref name="atMost"/>.</summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellation = default)
    {
        using var timeout = new CancellationTokenSource(atMost, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            await semaphore.WaitAsync(both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
        }
    }

    public void Dispose() => semaphore.Dispose();
}
