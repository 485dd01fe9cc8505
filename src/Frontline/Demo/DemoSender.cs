using System.Net;
using System.Net.Http.Headers;
using Frontline.Core;
using Frontline.SampleGame.Players;
using Frontline.SampleGame.Sending;
using Frontline.SampleGame.Worlds;

namespace Frontline.Demo;

/// <summary>One connection of the demo to the Receiver. A player's batches all go through one sender, in their order, as a device sends them.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class DemoSender(HttpClient server, SampleWorld world, DemoKeys keys, TimeProvider time)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(500);

    private readonly BatchWriter writer = new(new PlayerLife(world));
    private readonly List<SampleBatch> batches = [];

    /// <summary>Sends what a player has to send within a window, and returns the number of events once all of it is accepted.</summary>
    /// <exception cref="InvalidOperationException">A batch was refused as wrong.</exception>
    public async Task<long> SendAsync(long number, SendWindow window, CancellationToken cancellation)
    {
        Write(number, window);
        long sent = 0;
        for (var i = 0; i < batches.Count; i++)
        {
            for (var times = 0; times < batches[i].Times; times++)
            {
                while (!await TrySendAsync(batches[i], cancellation).ConfigureAwait(false))
                {
                    // Written anew, since a batch says when it is sent and clocks are corrected by that.
                    await Task.Delay(RetryAfter, time, cancellation).ConfigureAwait(false);
                    Write(number, window);
                }

                sent += batches[i].Events;
            }
        }

        return sent;
    }

    private void Write(long number, in SendWindow window)
    {
        batches.Clear();
        writer.Write(number, window, Timestamp.Now(time).UnixMicros / 1000, batches);
    }

    private async Task<bool> TrySendAsync(SampleBatch batch, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/events") { Content = new ReadOnlyMemoryContent(batch.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", keys.Of(batch.Key));
        using var response = await server.SendAsync(request, cancellation).ConfigureAwait(false);
        if (response.StatusCode is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable)
        {
            return response.StatusCode == HttpStatusCode.OK;
        }

        var answer = await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
        throw new InvalidOperationException($"The Receiver refused a batch of the demo with {(int)response.StatusCode}: {answer}");
    }
}
