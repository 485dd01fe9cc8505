using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Frontline.Integration.Crashes;

/// <summary>
/// Clients that send batches until the server dies and keep their own record of what was acknowledged. What was sent without an answer is
/// sent again after the restart, as an SDK would, so that every crash also makes duplicates.
/// </summary>
internal sealed class AcknowledgedLoad(string writeKey, Random random)
{
    private const int Clients = 8;
    private const int EventsPerBatch = 10;
    private readonly ConcurrentQueue<string[]> unanswered = new();
    private long nextEvent;

    /// <summary>Ids of the events of every batch that was answered with 200.</summary>
    public ConcurrentDictionary<string, byte> Acknowledged { get; } = new();

    /// <summary>Ids of every event ever sent, acknowledged or not.</summary>
    public long Sent => Interlocked.Read(ref nextEvent);

    /// <summary>Sends until <paramref name="batches"/> more batches are acknowledged or the server is gone.</summary>
    /// <param name="url">The server.</param>
    /// <param name="batches">How many acknowledgements to wait for.</param>
    /// <returns>The number of batches acknowledged in this run.</returns>
    public async Task<int> RunAsync(Uri url, int batches)
    {
        using var client = new HttpClient { BaseAddress = url };
        var acknowledged = 0;
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            while (Volatile.Read(ref acknowledged) < batches)
            {
                var ids = unanswered.TryDequeue(out var again) ? again : NewIds();
                if (await SendAsync(client, ids))
                {
                    Interlocked.Increment(ref acknowledged);
                    continue;
                }

                unanswered.Enqueue(ids);
                return;
            }
        }));
        return acknowledged;
    }

    /// <summary>Sends again, and again acknowledged, some of what was answered before: duplicates that must not count.</summary>
    public async Task RepeatAsync(Uri url, int batches)
    {
        using var client = new HttpClient { BaseAddress = url };
        foreach (var ids in Acknowledged.Keys.Take(batches * EventsPerBatch).Chunk(EventsPerBatch))
        {
            await SendAsync(client, ids);
        }
    }

    /// <summary>Sends one batch and says how it was answered; what was not acknowledged is sent again later.</summary>
    public async Task<(HttpStatusCode Status, string Text)> SendOneAsync(Uri url)
    {
        using var client = new HttpClient { BaseAddress = url };
        var ids = unanswered.TryDequeue(out var again) ? again : NewIds();
        using var response = await client.SendAsync(Request(ids));
        if (response.StatusCode == HttpStatusCode.OK)
        {
            Remember(ids);
        }
        else
        {
            unanswered.Enqueue(ids);
        }

        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private string[] NewIds()
    {
        var first = Interlocked.Add(ref nextEvent, EventsPerBatch) - EventsPerBatch;
        return [.. Enumerable.Range(0, EventsPerBatch).Select(i => $"e{first + i}")];
    }

    private HttpRequestMessage Request(string[] ids)
    {
        var body = new StringBuilder("{\"events\":[");
        foreach (var id in ids)
        {
            // The player follows from the event, so that a repeated event is the same event.
            var player = long.Parse(id.AsSpan(1), CultureInfo.InvariantCulture) % 97;
            body.Append(CultureInfo.InvariantCulture, $"{(ReferenceEquals(id, ids[0]) ? "" : ",")}{{\"name\":\"level_start\",\"player_id\":\"p{player}\",\"event_id\":\"{id}\",\"props\":{{\"level\":{player % 20 + 1}}}}}");
        }

        body.Append("]}");
        var request = new HttpRequestMessage(HttpMethod.Post, "v1/events") { Content = new StringContent(body.ToString(), Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", writeKey);
        return request;
    }

    private async Task<bool> SendAsync(HttpClient client, string[] ids)
    {
        using var request = Request(ids);
        try
        {
            using var response = await client.SendAsync(request);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                return false;
            }
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (TaskCanceledException)
        {
            return false;
        }

        Remember(ids);
        return true;
    }

    private void Remember(string[] ids)
    {
        foreach (var id in ids)
        {
            Acknowledged.TryAdd(id, 0);
        }
    }

    /// <summary>A random number of batches after which to pull the plug.</summary>
    public int NextPatience()
    {
        lock (random)
        {
            return random.Next(1, 120);
        }
    }
}
