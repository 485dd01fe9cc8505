using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Frontline.Receiver;
using Frontline.Testing.Receiver;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Frontline.Tests.Receiver;

public sealed class ReceiverOnKestrelTests
{
    private const string TwoEvents = """{"events":[{"name":"a"},{"name":"b"}]}""";

    private readonly RecordingInbox inbox = new();

    [Fact]
    public async Task A_batch_makes_it_through_a_real_server_small_and_large()
    {
        await using var receiver = await RunningReceiver.StartAsync(inbox);
        foreach (var padding in new[] { 0, 100, 3_000, 5_000, 60_000, 900_000 })
        {
            var body = TwoEvents + new string(' ', padding);
            using var answer = await receiver.PostAsync(new StringContent(body, Encoding.UTF8, "application/json"));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("""{"accepted":2}""", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            Assert.False(answer.Headers.Contains("Server"));
            Assert.Equal(body, Encoding.UTF8.GetString(inbox.Batches[^1].Body.Span));
            Assert.Equal("127.0.0.0", inbox.Batches[^1].RemoteAddress);
        }
    }

    [Fact]
    public async Task A_chunked_body_is_taken_and_bounded_like_any_other()
    {
        await using var receiver = await RunningReceiver.StartAsync(inbox);
        using var answer = await receiver.PostAsync(Chunked(TwoEvents.Length + 50_000));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var tooLarge = await receiver.PostAsync(Chunked((1 << 20) + 1));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLarge.StatusCode);
        Assert.Single(inbox.Batches);
    }

    [Fact]
    public async Task A_body_over_the_bound_is_answered_and_the_client_sees_why()
    {
        await using var receiver = await RunningReceiver.StartAsync(inbox);
        foreach (var length in new[] { (1 << 20) + 1, 20 << 20 })
        {
            using var answer = await receiver.PostAsync(new ByteArrayContent(new byte[length]));
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
            Assert.Contains("body_too_large", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_refused_request_leaves_its_connection_usable()
    {
        await using var receiver = await RunningReceiver.StartAsync(inbox);
        await using var connection = await receiver.ConnectAsync();
        await WriteAsync(connection, Request("x", "wrong", close: false) + Request("{\"events\":[", HandlerHarness.Key, close: false) + Request(TwoEvents, HandlerHarness.Key, close: true));
        var answers = await RunningReceiver.ReadToEndAsync(connection);
        Assert.Equal(["401", "400", "200"], answers.Split("HTTP/1.1 ").Skip(1).Select(static answer => answer[..3]));
    }

    [Fact]
    public async Task A_full_inbox_is_an_empty_503_on_the_wire()
    {
        await using var receiver = await RunningReceiver.StartAsync(new InboxThatIsFull());
        await using var connection = await receiver.ConnectAsync();
        await WriteAsync(connection, Request(TwoEvents, HandlerHarness.Key, close: true));
        var answer = await RunningReceiver.ReadToEndAsync(connection);
        Assert.StartsWith("HTTP/1.1 503 ", answer, StringComparison.Ordinal);
        Assert.Contains("Content-Length: 0\r\n", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_waits_for_100_continue_is_told_to_go_on_only_when_it_may_write()
    {
        await using var receiver = await RunningReceiver.StartAsync(inbox);
        await using var connection = await receiver.ConnectAsync();
        var request = Request(TwoEvents, HandlerHarness.Key, close: true);
        var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        await WriteAsync(connection, request[..end] + "\r\nExpect: 100-continue\r\n\r\n");
        var buffer = new byte[100];
        var read = await connection.ReadAsync(buffer, TestContext.Current.CancellationToken);
        Assert.StartsWith("HTTP/1.1 100 ", Encoding.ASCII.GetString(buffer, 0, read), StringComparison.Ordinal);
        await WriteAsync(connection, TwoEvents);
        Assert.Contains("HTTP/1.1 200 ", await RunningReceiver.ReadToEndAsync(connection), StringComparison.Ordinal);

        await using var stranger = await receiver.ConnectAsync();
        await WriteAsync(stranger, Request(TwoEvents, "wrong", close: true).Split("\r\n\r\n")[0] + "\r\nExpect: 100-continue\r\n\r\n");
        read = await stranger.ReadAsync(buffer, TestContext.Current.CancellationToken);
        Assert.StartsWith("HTTP/1.1 401 ", Encoding.ASCII.GetString(buffer, 0, read), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_hangs_up_in_the_middle_of_its_body_leaves_nothing()
    {
        await using var receiver = await RunningReceiver.StartAsync(inbox);
        await using (var connection = await receiver.ConnectAsync())
        {
            var request = Request(TwoEvents, HandlerHarness.Key, close: false);
            await WriteAsync(connection, request[..^5]);
            await UntilAsync(() => receiver.Counters.InFlight == 1);
        }

        await UntilAsync(() => receiver.Counters.InFlight == 0);
        Assert.Empty(inbox.Batches);
        Assert.Equal(1, receiver.Counters.ClientsGone + receiver.Counters.Refused(RefusalCode.IncompleteBody));
    }

    [Fact]
    public async Task A_body_that_stalls_is_refused_with_408()
    {
        await using var receiver = await RunningReceiver.StartAsync(inbox, new ReceiverOptions { BodyTimeout = TimeSpan.FromMilliseconds(50) });
        await using var connection = await receiver.ConnectAsync();
        await WriteAsync(connection, Request(TwoEvents, HandlerHarness.Key, close: true)[..^5]);
        var answer = new byte[200];
        var read = await connection.ReadAsync(answer, TestContext.Current.CancellationToken);
        Assert.StartsWith("HTTP/1.1 408 ", Encoding.ASCII.GetString(answer, 0, read), StringComparison.Ordinal);
        Assert.Empty(inbox.Batches);
    }

    [Fact]
    public async Task What_the_Inbox_had_to_cut_when_it_was_opened_is_told_in_the_status()
    {
        await using var receiver = await RunningReceiver.StartAsync(new InboxThatWasCut());
        await using var whole = await RunningReceiver.StartAsync(inbox);

        Assert.Equal("The end was torn: 17 bytes were cut.", receiver.Services.GetRequiredService<ReceiverRole>().Status.Details!["inbox_recovery"]);
        Assert.DoesNotContain("inbox_recovery", whole.Services.GetRequiredService<ReceiverRole>().Status.Details!.Keys);
    }

    [Fact]
    public async Task Ready_is_reported_only_after_the_warm_up_and_while_the_inbox_takes_batches()
    {
        await using var receiver = await RunningReceiver.StartAsync(inbox);
        Assert.Equal((200, """{"live":true}"""), await GetAsync(receiver, "/health/live"));
        Assert.Equal((503, """{"ready":false,"reason":"warming_up"}"""), await GetAsync(receiver, "/health/ready"));

        using var stop = new CancellationTokenSource();
        var role = receiver.Services.GetRequiredService<ReceiverRole>();
        Assert.Equal("starting", role.Status.State);
        var running = role.RunAsync(stop.Token);
        await UntilAsync(() => role.Status.State == "running");
        Assert.Equal((200, """{"ready":true}"""), await GetAsync(receiver, "/health/ready"));
        Assert.Equal(0, receiver.Counters.AcceptedBatches);
        Assert.Empty(inbox.Batches);
        await stop.CancelAsync();
        await running;
        Assert.Equal("stopped", role.Status.State);

        await using var full = await RunningReceiver.StartAsync(new InboxThatIsFull());
        await full.Services.GetRequiredService<ReceiverWarmUp>().RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal((503, """{"ready":false,"reason":"inbox_unavailable"}"""), await GetAsync(full, "/health/ready"));
    }

    [Fact]
    public async Task Many_clients_at_once_each_get_the_answer_to_their_own_batch()
    {
        await using var receiver = await RunningReceiver.StartAsync(inbox);
        await Parallel.ForEachAsync(Enumerable.Range(0, 16), TestContext.Current.CancellationToken, async (client, cancellation) =>
        {
            for (var i = 1; i <= 20; i++)
            {
                var events = (client * 20) + i;
                using var answer = await receiver.PostAsync(new StringContent($$"""{"events":[{{string.Join(',', Enumerable.Repeat($"{{\"c\":{client}}}", events))}}]}"""));
                Assert.Equal($$"""{"accepted":{{events}}}""", await answer.Content.ReadAsStringAsync(cancellation));
            }
        });
        Assert.Equal(Enumerable.Range(1, 320), inbox.Batches.Select(static batch => batch.EventCount).Order());
        Assert.All(inbox.Batches, static batch => Assert.Equal(batch.EventCount, Encoding.UTF8.GetString(batch.Body.Span).Split("\"c\"").Length - 1));
        Assert.Equal((320, 0), (receiver.Counters.AcceptedBatches, receiver.Counters.InFlight));
    }

    private static StreamContent Chunked(int length)
    {
        var body = Encoding.UTF8.GetBytes(TwoEvents + new string(' ', length - TwoEvents.Length));
        return new StreamContent(new UnseekableStream(body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
    }

    private static string Request(string body, string key, bool close) =>
        $"POST /v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {key}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{(close ? "Connection: close\r\n" : "")}\r\n{body}";

    private static Task WriteAsync(Stream connection, string text) => connection.WriteAsync(Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken).AsTask();

    private static async Task<(int Status, string Body)> GetAsync(RunningReceiver receiver, string path)
    {
        using var answer = await receiver.Client.GetAsync(path, TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    // What the server does on its own is waited for, bounded by the test's own cancellation.
    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
