using System.Net;
using System.Net.Http.Headers;
using Frontline.Core;
using Frontline.Core.Storage;

namespace Frontline.Demo;

/// <summary>
/// Plays the small game into a Receiver over HTTP: first what has happened since the game's first day (or since the last start), then live.
/// </summary>
/// <remarks>Event ids are drawn from the seed, so whatever is sent twice after a crash is recognised and counts once.</remarks>
internal sealed class DemoGame(HttpClient server, IFileSystem files, string dataDirectory, TimeProvider time)
{
    public const string GameId = "demo";
    private const ulong Seed = 20260131;
    private const int HistoryDays = 10;
    private const int InstallsPerDay = 400;
    private const int Connections = 8;

    /// <summary>Younger deliveries travel as production events, so that the live windows have something to show from the start.</summary>
    private static readonly TimeSpan ProductionAge = TimeSpan.FromHours(47);
    private static readonly TimeSpan SaveEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(500);

    private DemoState state = DemoState.Load(files, dataDirectory) ?? new DemoState(Seed, (int)Timestamp.Now(time).UnixDay - HistoryDays, 0, null);
    private readonly PriorityQueue<DemoDelivery, Timestamp> upcoming = new();
    private SmallGame? game;

    /// <summary>Whether an earlier start has already played some of the game.</summary>
    public bool Resumes => state.SentUntilMicros > 0;

    /// <summary>Sends everything that was due before now and was not sent by an earlier start.</summary>
    /// <param name="progress">Told the share done, 0 to 1, and the events sent so far.</param>
    /// <param name="cancellation">Stops between deliveries; a later start goes on there.</param>
    /// <returns>The number of events sent.</returns>
    public async Task<long> CatchUpAsync(IProgress<(double Share, long Events)>? progress, CancellationToken cancellation)
    {
        if (state.Keys is null)
        {
            state = state with { Keys = await DemoKeys.MakeAsync(server, cancellation).ConfigureAwait(false) };
            state.Save(files, dataDirectory);
        }

        var now = Timestamp.Now(time);
        var from = new Timestamp(state.SentUntilMicros);
        game = new SmallGame(state.Seed, state.FirstDay, InstallsPerDay);
        long sent = 0;
        var begin = Math.Max(from.UnixDay - 1, state.FirstDay);
        while (game.NextDay <= now.UnixDay)
        {
            var day = game.NextDay;
            var deliveries = DemoDelivery.Cut(game.PlayNextDay()).Where(delivery => delivery.DueAt > from).ToList();
            var due = deliveries.Where(delivery => delivery.DueAt <= now).ToList();
            await SendAllAsync(due, now, count =>
            {
                var events = Interlocked.Add(ref sent, count);
                progress?.Report((Math.Clamp((day - begin) / (double)(now.UnixDay - begin + 1), 0, 1), events));
            }, cancellation).ConfigureAwait(false);
            foreach (var later in deliveries.Where(delivery => delivery.DueAt > now))
            {
                upcoming.Enqueue(later, later.DueAt);
            }

            // A session may cross midnight: what was due is sent up to the day's end or now, whichever is first.
            Remember(new Timestamp(Math.Max(from.UnixMicros, Math.Min(now.UnixMicros, day * Timestamp.MicrosPerDay))));
        }

        Remember(now);
        progress?.Report((1, sent));
        return sent;
    }

    /// <summary>Plays on in real time until cancelled. Call after <see cref="CatchUpAsync"/>.</summary>
    public async Task PlayLiveAsync(CancellationToken cancellation)
    {
        var playing = game ?? throw new InvalidOperationException("The game must catch up before it is played live.");
        var saved = Timestamp.Now(time);
        try
        {
            while (true)
            {
                while (upcoming.Count == 0 || playing.NextDay <= Timestamp.Now(time).UnixDay)
                {
                    upcoming.EnqueueRange(DemoDelivery.Cut(playing.PlayNextDay()).Select(delivery => (delivery, delivery.DueAt)));
                }

                var next = upcoming.Peek();
                var wait = next.DueAt - Timestamp.Now(time);
                if (wait > TimeSpan.Zero)
                {
                    await Task.Delay(wait < SaveEvery ? wait : SaveEvery, time, cancellation).ConfigureAwait(false);
                    continue;
                }

                await SendAsync(next, Timestamp.Now(time), cancellation).ConfigureAwait(false);
                upcoming.Dequeue();
                state = state with { SentUntilMicros = Math.Max(state.SentUntilMicros, next.DueAt.UnixMicros) };
                if (Timestamp.Now(time) - saved > SaveEvery)
                {
                    saved = Timestamp.Now(time);
                    state.Save(files, dataDirectory);
                }
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            state.Save(files, dataDirectory);
        }
    }

    private void Remember(Timestamp sentUntil)
    {
        state = state with { SentUntilMicros = sentUntil.UnixMicros };
        state.Save(files, dataDirectory);
    }

    private Task SendAllAsync(List<DemoDelivery> deliveries, Timestamp now, Action<int> sent, CancellationToken cancellation) =>
        Parallel.ForEachAsync(Merge(deliveries), new ParallelOptions { MaxDegreeOfParallelism = Connections, CancellationToken = cancellation }, async (delivery, token) =>
        {
            await SendAsync(delivery, now, token).ConfigureAwait(false);
            sent(delivery.End - delivery.First);
        });

    /// <summary>What is sent late is sent a whole session at a time: a device that comes back online empties its queue at once.</summary>
    private static IEnumerable<DemoDelivery> Merge(List<DemoDelivery> deliveries) =>
        deliveries.GroupBy(delivery => delivery.Session).Select(group => new DemoDelivery(group.Key, group.Min(one => one.First), group.Max(one => one.End), group.Max(one => one.DueAt)));

    private async Task SendAsync(DemoDelivery delivery, Timestamp now, CancellationToken cancellation)
    {
        var key = now - delivery.DueAt > ProductionAge ? state.Keys!.History : state.Keys!.Production;
        var body = SmallGameBatch.Write(delivery.Session, delivery.First, delivery.End, Timestamp.Now(time));
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "v1/events") { Content = new ReadOnlyMemoryContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
            using var response = await server.SendAsync(request, cancellation).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.OK)
            {
                return;
            }

            if (response.StatusCode != HttpStatusCode.ServiceUnavailable)
            {
                var answer = await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
                throw new InvalidOperationException($"The Receiver refused a batch of the demo with {(int)response.StatusCode}: {answer}");
            }

            await Task.Delay(RetryAfter, time, cancellation).ConfigureAwait(false);
        }
    }
}
