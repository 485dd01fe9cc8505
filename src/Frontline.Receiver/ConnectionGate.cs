using Microsoft.AspNetCore.Connections;

namespace Frontline.Receiver;

/// <summary>Closes connections beyond a bound at once, and counts them: the server's own limit does it in silence. Thread-safe.</summary>
internal sealed class ConnectionGate(int connectionsMax, ReceiverCounters? counters)
{
    private int open;

    public async Task PassAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        try
        {
            if (Interlocked.Increment(ref open) <= connectionsMax)
            {
                await next(connection).ConfigureAwait(false);
                return;
            }

            counters?.RefuseConnection();
            connection.Abort(new ConnectionAbortedException($"There are {connectionsMax} connections already."));
        }
        finally
        {
            Interlocked.Decrement(ref open);
        }
    }
}
