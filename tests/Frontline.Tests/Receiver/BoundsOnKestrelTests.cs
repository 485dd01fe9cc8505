using System.Net.Sockets;
using System.Text;
using Frontline.Receiver;
using Frontline.Testing.Receiver;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Frontline.Tests.Receiver;

/// <summary>
/// The bounds that the web server keeps, at a real one: over each of them a connection is refused, and its neighbours go on. Its clock ticks once a
/// second, so a time-out of a millisecond takes about as long.
/// </summary>
public sealed class BoundsOnKestrelTests
{
    private const string Body = """{"events":[{"name":"a"}]}""";

    private static readonly TimeSpan AtTheNextTick = TimeSpan.FromMilliseconds(1);

    private readonly RecordingInbox inbox = new();

    [Fact]
    public async Task A_connection_too_many_is_closed_at_once_and_counted_and_the_others_go_on()
    {
        await using var receiver = await RunningReceiver.StartAsync(inbox, new ReceiverOptions { ConnectionsMax = 2 });
        await using var first = await receiver.ConnectAsync();
        var second = await receiver.ConnectAsync();
        Assert.StartsWith("HTTP/1.1 200 ", await AskAsync(first), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 200 ", await AskAsync(second), StringComparison.Ordinal);

        for (var refused = 1; refused <= 3; refused++)
        {
            Assert.Equal("", await ConnectAndAskAsync(receiver));
            Assert.Equal(refused, receiver.Counters.RefusedConnections);
        }

        Assert.StartsWith("HTTP/1.1 200 ", await AskAsync(first), StringComparison.Ordinal);
        await second.DisposeAsync();
        Assert.StartsWith("HTTP/1.1 200 ", await UntilTakenAsync(receiver), StringComparison.Ordinal);
        Assert.Equal(4, inbox.Batches.Count);
        Assert.Empty(receiver.Counters.ClosedByServer());
    }

    public static TheoryData<string, int, string> Headers => new()
    {
        { string.Concat(Enumerable.Range(0, 90).Select(static i => $"X-{i}: 1\r\n")), 200, "" },
        { string.Concat(Enumerable.Range(0, 110).Select(static i => $"X-{i}: 1\r\n")), 431, "max_request_header_count_exceeded" },
        { $"X-Long: {new string('x', 30_000)}\r\n", 200, "" },
        { $"X-Long: {new string('x', 40_000)}\r\n", 431, "max_request_headers_total_size_exceeded" },
        { "No colon\r\n", 400, "invalid_request_headers" },
        { "Content-Length: 5\r\n", 400, "invalid_request_headers" },
        { "Transfer-Encoding: chunked\r\nTransfer-Encoding: gzip\r\n", 400, "other_error" },
    };

    [Theory]
    [MemberData(nameof(Headers))]
    public async Task Headers_too_many_or_too_long_or_wrong_are_refused_and_counted_and_nothing_is_taken(string headers, int status, string reason)
    {
        await using var receiver = await RunningReceiver.StartAsync(inbox);
        await using var neighbour = await receiver.ConnectAsync();
        await using var connection = await receiver.ConnectAsync();

        var answer = await AskAsync(connection, headers);

        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.Equal(status == 200 ? 1 : 0, inbox.Batches.Count);
        Assert.StartsWith("HTTP/1.1 200 ", await AskAsync(neighbour), StringComparison.Ordinal);
        await AssertClosedByServerAsync(receiver, reason);
    }

    [Fact]
    public async Task A_first_line_too_long_is_refused()
    {
        await using var receiver = await RunningReceiver.StartAsync(inbox);
        await using var connection = await receiver.ConnectAsync();
        await WriteAsync(connection, $"POST /v1/events?key={new string('k', 9_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 414 ", await ReadAnswerAsync(connection), StringComparison.Ordinal);
        await AssertClosedByServerAsync(receiver, "invalid_request_line");
    }

    [Fact]
    public async Task Headers_that_do_not_end_are_refused_in_time_and_the_neighbour_goes_on()
    {
        await using var receiver = await RunningReceiver.StartAsync(inbox, new ReceiverOptions { HeadersTimeout = AtTheNextTick });
        await using var neighbour = await receiver.ConnectAsync();
        await using var slow = await receiver.ConnectAsync();
        await WriteAsync(slow, "POST /v1/events HTTP/1.1\r\nHost: local");

        // Whatever is said before, the connection ends.
        Assert.DoesNotContain("HTTP/1.1 200 ", await ReadToEndAsync(slow), StringComparison.Ordinal);

        Assert.StartsWith("HTTP/1.1 200 ", await AskAsync(neighbour), StringComparison.Ordinal);
        Assert.Single(inbox.Batches);
        await AssertClosedByServerAsync(receiver, "request_headers_timeout");
    }

    [Fact]
    public async Task A_connection_that_is_idle_for_too_long_is_closed_without_a_word()
    {
        await using var receiver = await RunningReceiver.StartAsync(inbox, new ReceiverOptions { KeepAliveTimeout = AtTheNextTick });
        await using var connection = await receiver.ConnectAsync();
        Assert.StartsWith("HTTP/1.1 200 ", await AskAsync(connection), StringComparison.Ordinal);
        Assert.Equal("", await ReadToEndAsync(connection));
        await AssertClosedByServerAsync(receiver, "keep_alive_timeout");
        Assert.StartsWith("HTTP/1.1 200 ", await UntilTakenAsync(receiver), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_slower_than_its_rate_is_refused_with_408_and_counted_and_the_neighbour_goes_on()
    {
        await using var receiver = await RunningReceiver.StartAsync(inbox, new ReceiverOptions { BodyBytesPerSecondMin = 1e6, BodyGrace = TimeSpan.FromMilliseconds(1001) });
        await using var neighbour = await receiver.ConnectAsync();
        await using var slow = await receiver.ConnectAsync();
        await WriteAsync(slow, Request("")[..^5]);

        Assert.StartsWith("HTTP/1.1 408 ", await ReadToEndAsync(slow), StringComparison.Ordinal);

        Assert.StartsWith("HTTP/1.1 200 ", await AskAsync(neighbour), StringComparison.Ordinal);
        Assert.Single(inbox.Batches);
        Assert.Equal(1, receiver.Counters.Refused(RefusalCode.BodyTooSlow));
        Assert.Empty(receiver.Counters.ClosedByServer());
    }

    [Fact]
    public async Task A_server_in_the_same_process_counts_only_its_own()
    {
        await using var other = await RunningReceiver.StartAsync(inbox);
        await using var receiver = await RunningReceiver.StartAsync(inbox);
        await using var connection = await receiver.ConnectAsync();

        await AskAsync(connection, "No colon\r\n");

        await AssertClosedByServerAsync(receiver, "invalid_request_headers");
        Assert.Empty(other.Counters.ClosedByServer());
    }

    /// <summary>The connection's end is counted after its last byte, so it is waited for. Seen by the role's details, as in <c>/status</c>.</summary>
    private static async Task AssertClosedByServerAsync(RunningReceiver receiver, string reason)
    {
        while (reason.Length > 0 && receiver.Counters.ClosedByServer().Count == 0)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        var counts = Assert.IsType<IReadOnlyDictionary<string, long>>(receiver.Services.GetRequiredService<ReceiverRole>().Status.Details!["closed_by_server"], exactMatch: false);
        Assert.Equal(reason.Length == 0 ? [] : [new KeyValuePair<string, long>(reason, 1)], counts);
    }

    private static string Request(string headers) =>
        $"POST /v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {HandlerHarness.Key}\r\nContent-Length: {Body.Length}\r\n{headers}\r\n{Body}";

    private static async Task<string> AskAsync(NetworkStream connection, string headers = "")
    {
        try
        {
            await WriteAsync(connection, Request(headers));
        }
        catch (IOException)
        {
            // Refused before all was written; an answer may still be there.
        }

        return await ReadAnswerAsync(connection);
    }

    // A place becomes free when the server has noticed that its holder is gone.
    private static async Task<string> UntilTakenAsync(RunningReceiver receiver)
    {
        while (true)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            if (await ConnectAndAskAsync(receiver) is { Length: > 0 } answer)
                return answer;
        }
    }

    private static async Task<string> ConnectAndAskAsync(RunningReceiver receiver)
    {
        try
        {
            await using var connection = await receiver.ConnectAsync();
            return await AskAsync(connection);
        }
        catch (SocketException)
        {
            // Closed so soon that not even the connecting was over.
            return "";
        }
    }

    private static Task WriteAsync(Stream connection, string text) => connection.WriteAsync(Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken).AsTask();

    private static async Task<string> ReadAnswerAsync(NetworkStream connection)
    {
        var buffer = new byte[4096];
        try
        {
            return Encoding.ASCII.GetString(buffer, 0, await connection.ReadAsync(buffer, TestContext.Current.CancellationToken));
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static async Task<string> ReadToEndAsync(NetworkStream connection)
    {
        var all = new StringBuilder();
        while (await ReadAnswerAsync(connection) is { Length: > 0 } part)
            all.Append(part);
        return all.ToString();
    }
}
