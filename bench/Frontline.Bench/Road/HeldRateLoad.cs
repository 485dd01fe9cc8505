using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Frontline.Bench.Road;

/// <summary>Sends batches at a held rate over a few keep-alive connections, with a minimal HTTP/1.1 client of its own.</summary>
/// <param name="seed">Of event ids and players; the same ids again are duplicates.</param>
internal sealed class HeldRateLoad(Uri server, string writeKey, int eventsPerSecond, int connections, int seed, TimeProvider time)
{
    private const int EventsPerBatch = 100;
    private const int Players = 100_000;
    private long accepted;
    private long refused;

    public long AcceptedEvents => Interlocked.Read(ref accepted);

    public long RefusedBatches => Interlocked.Read(ref refused);

    /// <summary>Sends for a time. When the server cannot keep up, less than the rate is sent and <see cref="AcceptedEvents"/> shows it.</summary>
    public Task RunAsync(TimeSpan duration) => Task.WhenAll(Enumerable.Range(0, connections).Select(number => Task.Run(() => SendAsync(number, duration))));

    private async Task SendAsync(int number, TimeSpan duration)
    {
        var template = new EventTemplate(EventsPerBatch, Players, new Random((seed * 1000) + number));
        var head = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"POST /v1/events HTTP/1.1\r\nHost: {server.Authority}\r\nAuthorization: Bearer {writeKey}\r\nContent-Type: application/json\r\nContent-Length: {template.Bytes}\r\n\r\n"));
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server.Host, server.Port);
        var request = new byte[head.Length + template.Bytes];
        head.CopyTo(request, 0);
        var answer = new byte[4096];
        var started = time.GetTimestamp();
        var interval = TimeSpan.FromSeconds((double)EventsPerBatch * connections / eventsPerSecond);
        for (long batch = 0; ; batch++)
        {
            var due = interval * batch;
            var elapsed = time.GetElapsedTime(started);
            if (elapsed >= duration)
            {
                return;
            }

            if (due > elapsed)
            {
                await Task.Delay(due - elapsed, time);
            }

            template.Next(time.GetUtcNow()).CopyTo(request.AsMemory(head.Length));
            await socket.SendAsync(request);
            var read = await socket.ReceiveAsync(answer);
            if (Encoding.ASCII.GetString(answer, 0, Math.Min(read, 12)) == "HTTP/1.1 200")
            {
                Interlocked.Add(ref accepted, EventsPerBatch);
            }
            else
            {
                Interlocked.Increment(ref refused);
            }
        }
    }
}
