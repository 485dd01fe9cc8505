using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Frontline.Bench.Servers;

namespace Frontline.Bench.Road;

/// <summary>Measures the time from a 2xx to visible: sends one event of a game of its own, then asks the live page and SQL until it is counted.</summary>
internal sealed class VisibilityProbe(BenchServer server, string game, string writeKey, TimeProvider time)
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Milliseconds until counted at /api/live.</summary>
    public List<double> LiveMs { get; } = [];

    /// <summary>Milliseconds until counted by SQL.</summary>
    public List<double> SqlMs { get; } = [];

    /// <summary>How many of its questions were refused, as too much memory was taken at the moment; they are asked again.</summary>
    public int RefusedQuestions { get; private set; }

    public async Task RunAsync(CancellationToken cancellation)
    {
        for (var sent = 1; !cancellation.IsCancellationRequested; sent++)
        {
            var sending = time.GetUtcNow();
            await SendAsync(sent);
            var acknowledged = time.GetTimestamp();
            var live = MeasureAsync(acknowledged, sent, CountLiveAsync, LiveMs);
            var sql = MeasureAsync(acknowledged, 1, () => CountSqlAsync(sending), SqlMs);
            await Task.WhenAll(live, sql);
            await Task.Delay(Pause, time, CancellationToken.None);
        }
    }

    private async Task SendAsync(int number)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/events")
        {
            Content = new StringContent(string.Create(CultureInfo.InvariantCulture, $"{{\"events\":[{{\"name\":\"probe\",\"player_id\":\"probe\",\"event_id\":\"probe-{number}\"}}]}}"), Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", writeKey);
        using var answer = await server.Client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    private async Task MeasureAsync(long acknowledged, int expected, Func<Task<long>> count, List<double> milliseconds)
    {
        while (await count() < expected)
        {
            await Task.Delay(AskEvery, time);
        }

        milliseconds.Add(time.GetElapsedTime(acknowledged).TotalMilliseconds);
    }

    private async Task<long> CountLiveAsync()
    {
        using var json = JsonDocument.Parse(await server.Client.GetStreamAsync($"api/live?game={game}&minutes=60"));
        return LiveAnswer.Events(json.RootElement);
    }

    /// <summary>By when it was received, so that the engine passes over all older rows: a count of all of them, asked twenty times a second, took more of the machine the more there were.</summary>
    private async Task<long> CountSqlAsync(DateTimeOffset since)
    {
        var rows = await server.TrySqlAsync(string.Create(CultureInfo.InvariantCulture, $"select count(*) as n from events where game = '{game}' and received_at >= timestamptz '{since:yyyy-MM-dd HH:mm:ss.ffffff}+00'"));
        if (rows is { } found)
        {
            return found[0].GetProperty("n").GetInt64();
        }

        RefusedQuestions++;
        return 0;
    }
}
