using DuckDB.NET.Data;

namespace Frontline.Warehouse.DuckDb;

/// <summary>
/// While it lives, a cancellation interrupts what a connection is doing. The engine loses an interrupt that falls between two statements, so it is repeated, on the real
/// clock, as the engine works; once this is disposed no more comes.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(20);

    private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenRegistration registration;
    private Task interrupting = Task.CompletedTask;

    public Interruption(DuckDBConnection connection, CancellationToken cancellation) =>
        registration = cancellation.Register(() => interrupting = Task.Run(() => InterruptUntilAsync(connection, over.Task), CancellationToken.None));

    /// <summary>Interrupts a connection again and again until something has ended.</summary>
    public static async Task InterruptUntilAsync(DuckDBConnection connection, Task ended)
    {
        while (!ended.IsCompleted)
        {
            connection.NativeConnection.Interrupt();
            await Task.WhenAny(ended, Task.Delay(Again, TimeProvider.System, CancellationToken.None)).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        registration.Dispose();
        over.SetResult();
        interrupting.GetAwaiter().GetResult();
    }
}
