using Frontline.Core.Roles;

namespace Frontline.Live;

/// <summary>Live windows as server-sent events (WHATWG HTML, 9.2): an event whenever the answer has changed, at most four a second.</summary>
internal sealed class LiveEvents(LiveAnswers answers, LiveFollowers followers, TimeProvider time, IHostApplicationLifetime lifetime)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(15);

    private static ReadOnlyMemory<byte> Beginning { get; } = "event: live\ndata: "u8.ToArray();

    private static ReadOnlyMemory<byte> End { get; } = "\n\n"u8.ToArray();

    private static ReadOnlyMemory<byte> Heartbeat { get; } = ": still here\n\n"u8.ToArray();

    /// <summary>Sends events until the client goes or the program ends.</summary>
    public async Task FollowAsync(HttpContext context, LiveRequest request, Func<IReadOnlyList<RoleStatus>?> roles)
    {
        if (!followers.TryEnter())
        {
            context.Response.Headers.RetryAfter = "30";
            await new LiveRefusal(503, "too_many_followers", "As many clients as the server allows follow the live windows now; ask for plain JSON, or later.").WriteAsync(context);
            return;
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            context.Response.ContentType = "text/event-stream";
            context.Response.Headers["X-Accel-Buffering"] = "no";
            await SendAsync(context.Response.Body, request, roles, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The client has gone, or the program ends: both are how following ends.
        }
        finally
        {
            followers.Leave();
        }
    }

    private async Task SendAsync(Stream body, LiveRequest request, Func<IReadOnlyList<RoleStatus>?> roles, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(PollInterval, time);
        byte[]? sent = null;
        var sentAt = time.GetTimestamp();
        do
        {
            var answer = answers.Get(request, roles());
            if (!IsSame(answer, sent))
            {
                await body.WriteAsync(Beginning, cancellation);
                await body.WriteAsync(answer, cancellation);
                await body.WriteAsync(End, cancellation);
                sent = answer;
            }
            else if (time.GetElapsedTime(sentAt) >= HeartbeatInterval)
            {
                await body.WriteAsync(Heartbeat, cancellation);
            }
            else
            {
                continue;
            }

            await body.FlushAsync(cancellation);
            sentAt = time.GetTimestamp();
        }
        while (await timer.WaitForNextTickAsync(cancellation));
    }

    // Answers too large to be kept are made anew each time.
    private static bool IsSame(byte[] answer, byte[]? sent) => ReferenceEquals(answer, sent) || (sent is not null && answer.AsSpan().SequenceEqual(sent));
}
