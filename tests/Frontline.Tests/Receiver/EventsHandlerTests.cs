using System.Net;
using System.Security.Cryptography;
using System.Text;
using Frontline.Core;
using Frontline.Core.Road;
using Frontline.Receiver;
using Frontline.Receiver.Bodies;
using Frontline.Testing.Receiver;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Frontline.Tests.Receiver;

public sealed class EventsHandlerTests
{
    private const string TwoEvents = """{"context":{"platform":"ios"},"events":[{"name":"a"},{"name":"b"}]}""";

    private readonly HandlerHarness receiver = new();

    [Fact]
    public async Task A_batch_is_appended_as_sent_and_then_counted_in_the_answer()
    {
        var answer = await receiver.SendAsync(TwoEvents, context =>
        {
            context.Request.Headers.UserAgent = "Unity/6";
            context.Connection.RemoteIpAddress = IPAddress.Parse("::ffff:192.0.2.7");
        });

        Assert.Equal((200, """{"accepted":2}"""), (answer.Status, answer.Body));
        Assert.Equal("application/json", answer.Headers.ContentType);
        var batch = Assert.Single(receiver.Recorded.Batches);
        Assert.Equal(("puzzle", WriteKeyKind.Production, BatchFormat.Json, 2), (batch.Game, batch.Key, batch.Format, batch.EventCount));
        Assert.Equal(TwoEvents, Encoding.UTF8.GetString(batch.Body.Span));
        Assert.Equal(("Unity/6", "192.0.2.0"), (batch.UserAgent, batch.RemoteAddress));
        Assert.Equal(Timestamp.Now(receiver.Time), batch.ReceivedAt);
        Assert.Null(batch.Import);
        Assert.Equal((1, 2), (receiver.Counters.AcceptedBatches, receiver.Counters.AcceptedEvents));
    }

    [Fact]
    public async Task No_events_are_accepted_without_an_append()
    {
        var answer = await receiver.SendAsync("""{"events":[]}""");
        Assert.Equal((200, """{"accepted":0}"""), (answer.Status, answer.Body));
        Assert.Empty(receiver.Recorded.Batches);
    }

    [Fact]
    public async Task A_byte_order_mark_is_not_appended()
    {
        Assert.Equal(200, (await receiver.SendAsync("\uFEFF" + TwoEvents)).Status);
        Assert.Equal(TwoEvents, Encoding.UTF8.GetString(Assert.Single(receiver.Recorded.Batches).Body.Span));
    }

    [Theory]
    [InlineData("application/x-ndjson")]
    [InlineData("application/ndjson; charset=utf-8")]
    public async Task Lines_are_taken_by_their_content_type(string contentType)
    {
        var answer = await receiver.SendAsync("{}\r\n\n{}", context => context.Request.ContentType = contentType);
        Assert.Equal("""{"accepted":2}""", answer.Body);
        Assert.Equal(BatchFormat.Ndjson, Assert.Single(receiver.Recorded.Batches).Format);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("application/json")]
    [InlineData("Application/JSON; charset=utf-8")]
    [InlineData("text/plain;charset=UTF-8")]
    public async Task Json_is_taken_with_a_missing_type_and_with_that_of_a_beacon(string? contentType) =>
        Assert.Equal(200, (await receiver.SendAsync(TwoEvents, context => context.Request.ContentType = contentType)).Status);

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/xml")]
    [InlineData("json")]
    public async Task Another_content_type_is_refused(string contentType)
    {
        var answer = await receiver.SendAsync(TwoEvents, context => context.Request.ContentType = contentType);
        Assert.Equal((415, "unsupported_content_type"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("x-gzip")]
    [InlineData("br")]
    [InlineData("ZSTD")]
    [InlineData("identity")]
    [InlineData("")]
    public async Task A_compressed_body_is_appended_inflated(string encoding)
    {
        var coding = encoding switch { "gzip" or "x-gzip" => ContentCoding.Gzip, "br" => ContentCoding.Brotli, "ZSTD" => ContentCoding.Zstd, _ => ContentCoding.Identity };
        var answer = await receiver.SendAsync(Compressed.As(coding, Encoding.UTF8.GetBytes(TwoEvents)), context => context.Request.Headers.ContentEncoding = encoding);
        Assert.Equal(200, answer.Status);
        Assert.Equal(TwoEvents, Encoding.UTF8.GetString(Assert.Single(receiver.Recorded.Batches).Body.Span));
        Assert.Equal(0, receiver.Budget.Used);
    }

    [Theory]
    [InlineData("deflate")]
    [InlineData("gzip, br")]
    [InlineData("gzip,gzip")]
    public async Task Another_encoding_and_several_encodings_are_refused(string encoding)
    {
        var answer = await receiver.SendAsync(TwoEvents, context => context.Request.Headers.ContentEncoding = encoding);
        Assert.Equal((415, "unsupported_content_encoding"), (answer.Status, answer.Code));
        var twice = await receiver.SendAsync(TwoEvents, context => context.Request.Headers.ContentEncoding = new(["gzip", "br"]));
        Assert.Equal((415, "unsupported_content_encoding"), (twice.Status, twice.Code));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task A_body_that_is_not_what_its_encoding_says_is_refused(string encoding)
    {
        var answer = await receiver.SendAsync(TwoEvents, context => context.Request.Headers.ContentEncoding = encoding);
        Assert.Equal((400, "malformed_encoding"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData(null, "", 401, "key_missing")]
    [InlineData("", "", 401, "key_missing")]
    [InlineData(null, "?other=1", 401, "key_missing")]
    [InlineData("Bearer nobody", "", 401, "key_unknown")]
    [InlineData(null, "?key=nobody", 401, "key_unknown")]
    [InlineData(null, "?key=", 401, "key_unknown")]
    [InlineData("Bearer nobody", "?key=" + HandlerHarness.Key, 401, "key_unknown")]
    [InlineData("Bearer " + HandlerHarness.RevokedKey, "", 401, "key_revoked")]
    [InlineData("Bearer " + HandlerHarness.Key, "?game=signed", 401, "key_of_another_game")]
    [InlineData(null, "?game=signed&key=" + HandlerHarness.Key, 401, "key_of_another_game")]
    public async Task A_key_that_may_not_write_is_refused_and_the_code_says_which_way(string? authorization, string query, int status, string code)
    {
        var answer = await receiver.SendAsync(TwoEvents, context =>
        {
            context.Request.Headers.Authorization = authorization;
            context.Request.QueryString = new QueryString(query);
        });
        Assert.Equal((status, code, "Bearer"), (answer.Status, answer.Code, answer.Headers.WWWAuthenticate.ToString()));
        Assert.Empty(receiver.Recorded.Batches);
    }

    [Theory]
    [InlineData("Bearer " + HandlerHarness.DevKey, "", WriteKeyKind.Dev)]
    [InlineData("Bearer " + HandlerHarness.Key, "?game=puzzle", WriteKeyKind.Production)]
    [InlineData(null, "?key=" + HandlerHarness.Key, WriteKeyKind.Production)]
    [InlineData(null, "?a=b&k%65y=k%2Dproduction-0000001", WriteKeyKind.Production)]
    public async Task The_key_decides_game_and_kind(string? authorization, string query, WriteKeyKind kind)
    {
        var answer = await receiver.SendAsync(TwoEvents, context =>
        {
            context.Request.Headers.Authorization = authorization;
            context.Request.QueryString = new QueryString(query);
        });
        Assert.Equal(200, answer.Status);
        var batch = Assert.Single(receiver.Recorded.Batches);
        Assert.Equal(("puzzle", kind), (batch.Game, batch.Key));
    }

    [Fact]
    public async Task A_signature_over_the_bytes_as_sent_is_taken()
    {
        var sent = Compressed.As(ContentCoding.Gzip, Encoding.UTF8.GetBytes(TwoEvents));
        foreach (var signature in new[] { Sign(sent, HandlerHarness.Secret), Sign(sent, HandlerHarness.Secret).ToUpperInvariant() })
        {
            var answer = await receiver.SendAsync(sent, context => Signed(context, signature));
            Assert.Equal(200, answer.Status);
        }

        void Signed(HttpContext context, string signature)
        {
            context.Request.Headers.Authorization = "Bearer " + HandlerHarness.SignedKey;
            context.Request.Headers.ContentEncoding = "gzip";
            context.Request.Headers["X-Frontline-Signature"] = signature;
        }
    }

    [Fact]
    public async Task A_wrong_or_missing_signature_is_refused()
    {
        var body = Encoding.UTF8.GetBytes(TwoEvents);
        var right = Sign(body, HandlerHarness.Secret);
        Assert.Equal("signature_missing", (await Send(null)).Code);
        foreach (var wrong in new[]
                 {
                     Sign(body, "another secret"), Sign([.. body, 32], HandlerHarness.Secret), right[..^1], right + "0", right["sha256=".Length..], "sha1=" + right["sha256=".Length..],
                     "sha256=" + new string('z', 64), "sha256=", right[..^1] + (right[^1] == '0' ? '1' : '0'),
                 })
        {
            var answer = await Send(wrong);
            Assert.Equal((401, "signature_wrong"), (answer.Status, answer.Code));
        }

        Assert.Empty(receiver.Recorded.Batches);
        Assert.Equal(200, (await Send(right)).Status);

        Task<HandlerHarness.Answer> Send(string? signature) => receiver.SendAsync(body, context =>
        {
            context.Request.Headers.Authorization = "Bearer " + HandlerHarness.SignedKey;
            context.Request.Headers["X-Frontline-Signature"] = signature;
        });
    }

    [Fact]
    public async Task A_declared_length_over_the_bound_is_refused_before_the_body_is_read()
    {
        using var body = new UnreadableStream();
        var answer = await receiver.SendAsync(TwoEvents, context =>
        {
            context.Request.ContentLength = (1 << 20) + 1;
            context.Request.Body = body;
        });
        Assert.Equal((413, "body_too_large"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData(0, 200)]
    [InlineData(1, 413)]
    public async Task The_bound_on_the_body_as_sent_is_inclusive_also_without_a_declared_length(int over, int status)
    {
        var body = Pad(TwoEvents, (1 << 20) + over);
        Assert.Equal(status, (await receiver.SendAsync(body, static context => context.Request.ContentLength = null)).Status);
        Assert.Equal(status, (await receiver.SendAsync(body)).Status);
        Assert.Equal(0, receiver.Budget.Used);
    }

    [Theory]
    [InlineData("gzip", 0, 200)]
    [InlineData("gzip", 1, 413)]
    [InlineData("br", 0, 200)]
    [InlineData("br", 1, 413)]
    [InlineData("zstd", 0, 200)]
    [InlineData("zstd", 1, 413)]
    public async Task The_bound_on_the_inflated_body_is_inclusive(string encoding, int over, int status)
    {
        var coding = encoding switch { "gzip" => ContentCoding.Gzip, "br" => ContentCoding.Brotli, _ => ContentCoding.Zstd };
        var sent = Compressed.As(coding, Pad(TwoEvents, (8 << 20) + over));
        var answer = await receiver.SendAsync(sent, context => context.Request.Headers.ContentEncoding = encoding);
        Assert.Equal(status, answer.Status);
        if (status == 413)
            Assert.Equal("inflated_too_large", answer.Code);
        Assert.Equal(0, receiver.Budget.Used);
    }

    [Theory]
    [InlineData(2500, 200)]
    [InlineData(2501, 413)]
    public async Task The_bound_on_events_is_inclusive(int events, int status)
    {
        var answer = await receiver.SendAsync($$"""{"events":[{{string.Join(',', Enumerable.Repeat("{}", events))}}]}""");
        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 200 ? """{"accepted":2500}""" : answer.Body, answer.Body);
        Assert.Equal(status == 200 ? 1 : 0, receiver.Recorded.Batches.Count);
    }

    [Fact]
    public async Task An_event_that_is_too_large_or_too_deep_travels_on_with_its_neighbours()
    {
        var large = new string('x', 40_000);
        var deep = new string('[', 40) + new string(']', 40);
        var answer = await receiver.SendAsync($$"""{"events":[{"name":"{{large}}"},{"props":{{deep}}},{"name":"fine"}]}""");
        Assert.Equal("""{"accepted":3}""", answer.Body);
    }

    [Fact]
    public async Task An_error_says_where_in_JSON()
    {
        var answer = await receiver.SendAsync("""{"events":[{},{"a":x}]}""");
        Assert.Equal(400, answer.Status);
        Assert.Equal("application/json", answer.Headers.ContentType);
        Assert.Equal(
            """{"error":{"code":"malformed_json","message":"The JSON is malformed at byte 19: 'x' is an invalid start of a value.","offset":19,"event":1,"field":"events"}}""",
            answer.Body);
        Assert.Equal(1, receiver.Counters.Refused(RefusalCode.MalformedJson));
        Assert.Equal("puzzle", Assert.Single(receiver.Counters.LastRefusals).Game);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("HEAD")]
    public async Task Another_method_is_refused(string method)
    {
        var answer = await receiver.SendAsync("", context => context.Request.Method = method);
        Assert.Equal((405, "POST, OPTIONS"), (answer.Status, answer.Headers.Allow.ToString()));
    }

    [Fact]
    public async Task A_full_inbox_is_an_empty_503_before_the_body_is_read()
    {
        var full = new HandlerHarness(new InboxThatIsFull());
        using var body = new UnreadableStream();
        var answer = await full.SendAsync(TwoEvents, context => context.Request.Body = body);
        Assert.True(answer.IsEmptyUnavailable);
        Assert.Equal(1, full.Counters.Refused(RefusalCode.InboxUnavailable));
        Assert.Equal("The disk is full.", Assert.Single(full.Counters.LastFailures).Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_failed_append_is_an_empty_503_and_only_that(bool expected)
    {
        Exception failure = expected ? new InboxUnavailableException("A sync failed.", isTransient: false) : new InvalidOperationException("A bug.");
        var inbox = new InboxThatFailsEveryThirdAppend(failure);
        var failing = new HandlerHarness(inbox);
        var statuses = new List<int>();
        for (var i = 0; i < 6; i++)
        {
            var answer = await failing.SendAsync(TwoEvents);
            statuses.Add(answer.Status);
            Assert.True(answer.Status == 200 || answer.IsEmptyUnavailable);
        }

        Assert.Equal([200, 200, 503, 200, 200, 503], statuses);
        Assert.Equal((4, 4), (inbox.Batches.Count, (int)failing.Counters.AcceptedBatches));
        Assert.Equal(2, failing.Counters.Refused(expected ? RefusalCode.InboxUnavailable : RefusalCode.InternalError));
        Assert.Equal((0, 0), (failing.Counters.InFlight, failing.Budget.Used));
    }

    [Fact]
    public async Task Nothing_is_answered_before_the_append_has_returned()
    {
        var inbox = new InboxThatWaits();
        var waiting = new HandlerHarness(inbox);
        var answer = waiting.SendAsync(TwoEvents);
        await inbox.Entered;
        Assert.False(answer.IsCompleted);
        Assert.Equal(1, waiting.Counters.InFlight);
        inbox.LetGo();
        Assert.Equal(200, (await answer).Status);
        Assert.Equal(0, waiting.Counters.InFlight);
    }

    [Fact]
    public async Task A_client_that_goes_away_before_the_append_leaves_nothing()
    {
        await receiver.SendAsync(TwoEvents, static context => context.RequestAborted = new CancellationToken(canceled: true));
        Assert.Empty(receiver.Recorded.Batches);
        Assert.Equal((1, 0), (receiver.Counters.ClientsGone, receiver.Counters.AcceptedBatches));
    }

    [Fact]
    public async Task A_client_that_goes_away_during_the_append_has_its_batch_appended_and_gets_no_answer()
    {
        var inbox = new InboxThatWaits();
        var waiting = new HandlerHarness(inbox);
        using var gone = new CancellationTokenSource();
        var sending = waiting.SendAsync(TwoEvents, context => context.RequestAborted = gone.Token);
        await inbox.Entered;
        await gone.CancelAsync();
        inbox.LetGo();
        var answer = await sending;
        Assert.Equal("", answer.Body);
        Assert.Single(inbox.Batches);
        Assert.Equal(1, waiting.Counters.AcceptedBatches);
    }

    [Fact]
    public async Task A_key_over_its_rate_gets_an_empty_503_until_time_has_passed()
    {
        var limited = new HandlerHarness(options: new ReceiverOptions { KeyEventsPerSecond = 1, KeyEventsBurst = 3 });
        Assert.Equal(200, (await limited.SendAsync(TwoEvents)).Status);
        Assert.Equal(200, (await limited.SendAsync(TwoEvents)).Status);
        Assert.True((await limited.SendAsync(TwoEvents)).IsEmptyUnavailable);
        Assert.Equal(200, (await limited.SendAsync(TwoEvents, static context => context.Request.Headers.Authorization = "Bearer " + HandlerHarness.DevKey)).Status);
        limited.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(200, (await limited.SendAsync(TwoEvents)).Status);
        Assert.Equal(1, limited.Counters.Refused(RefusalCode.RateLimited));
    }

    [Fact]
    public async Task When_all_buffers_are_in_use_the_answer_is_an_empty_503()
    {
        receiver.Budget.TryTake((int)receiver.Options.BufferedBytesMax);
        var answer = await receiver.SendAsync(Compressed.As(ContentCoding.Gzip, Encoding.UTF8.GetBytes(TwoEvents)), static context => context.Request.Headers.ContentEncoding = "gzip");
        Assert.True(answer.IsEmptyUnavailable);
        Assert.Equal(1, receiver.Counters.Refused(RefusalCode.BuffersFull));
    }

    [Fact]
    public async Task A_body_that_takes_too_long_is_refused()
    {
        using var body = new NeverEndingStream();
        var sending = receiver.SendAsync(TwoEvents, context =>
        {
            context.Request.ContentLength = null;
            context.Request.Body = body;
        });
        await body.Waiting;
        receiver.Time.Advance(receiver.Options.BodyTimeout);
        var answer = await sending;
        Assert.Equal((408, "body_too_slow"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_long_user_agent_is_cut_between_characters()
    {
        await receiver.SendAsync(TwoEvents, static context => context.Request.Headers.UserAgent = new string('a', 255) + "😀😀");
        Assert.Equal(new string('a', 255), Assert.Single(receiver.Recorded.Batches).UserAgent);
    }

    [Theory]
    [InlineData("10.1.2.3", "203.0.113.9", "203.0.113.9")]
    [InlineData("10.1.2.3", "198.51.100.1, 203.0.113.9, 10.9.9.9", "203.0.113.9")]
    [InlineData("10.1.2.3", "2001:db8::1", "2001:db8::1")]
    [InlineData("10.1.2.3", "nonsense", "10.1.2.3")]
    [InlineData("10.1.2.3", null, "10.1.2.3")]
    [InlineData("10.1.2.3", "10.4.4.4", "10.4.4.4")]
    [InlineData("192.0.2.1", "203.0.113.9", "192.0.2.1")]
    public async Task Only_a_trusted_proxy_is_believed_about_the_address(string connection, string? forwarded, string expected)
    {
        var proxied = new HandlerHarness(options: new ReceiverOptions { TrustedProxies = ["10.0.0.0/8"], TruncateAddresses = false });
        await proxied.SendAsync(TwoEvents, context =>
        {
            context.Connection.RemoteIpAddress = IPAddress.Parse(connection);
            context.Request.Headers["X-Forwarded-For"] = forwarded;
        });
        Assert.Equal(expected, Assert.Single(proxied.Recorded.Batches).RemoteAddress);
    }

    [Theory]
    [InlineData("192.0.2.177", null, "192.0.2.0")]
    [InlineData("::ffff:192.0.2.177", null, "192.0.2.0")]
    [InlineData("2001:db8:1:ff02:3:4:5:6", null, "2001:db8:1::")]
    [InlineData("fe80::1%3", null, "fe80::")]
    [InlineData("10.1.2.3", "203.0.113.9", "203.0.113.0")]
    public async Task An_address_is_cut_to_its_network_before_it_is_kept(string connection, string? forwarded, string expected)
    {
        var proxied = new HandlerHarness(options: new ReceiverOptions { TrustedProxies = ["10.0.0.0/8"] });
        await proxied.SendAsync(TwoEvents, context =>
        {
            context.Connection.RemoteIpAddress = IPAddress.Parse(connection);
            context.Request.Headers["X-Forwarded-For"] = forwarded;
        });
        Assert.Equal(expected, Assert.Single(proxied.Recorded.Batches).RemoteAddress);
    }

    [Fact]
    public async Task Every_answer_has_the_CORS_header_errors_too()
    {
        var accepted = await receiver.SendAsync(TwoEvents, Origin("https://game.example"));
        var refused = await receiver.SendAsync("x", Origin("https://game.example"));
        var full = await new HandlerHarness(new InboxThatIsFull()).SendAsync(TwoEvents, Origin("https://game.example"));
        Assert.All([accepted, refused, full], static answer => Assert.Equal("*", answer.Headers.AccessControlAllowOrigin));
        Assert.Equal((string?)null, (await receiver.SendAsync(TwoEvents)).Headers.AccessControlAllowOrigin);
    }

    [Fact]
    public async Task A_configured_origin_is_named_and_another_is_not()
    {
        var web = new HandlerHarness(options: new ReceiverOptions { AllowedOrigins = ["https://game.example"] });
        var ours = await web.SendAsync(TwoEvents, Origin("https://game.example"));
        Assert.Equal(("https://game.example", "Origin"), (ours.Headers.AccessControlAllowOrigin.ToString(), ours.Headers.Vary.ToString()));
        var theirs = await web.SendAsync(TwoEvents, Origin("https://evil.example"));
        Assert.Equal((string?)null, theirs.Headers.AccessControlAllowOrigin);
    }

    [Fact]
    public async Task A_preflight_allows_what_a_web_build_sends()
    {
        var answer = await receiver.SendAsync("", static context =>
        {
            context.Request.Method = "OPTIONS";
            context.Request.Headers.Origin = "https://game.example";
            context.Request.Headers.Authorization = default;
        });
        Assert.Equal((204, "POST", "*"), (answer.Status, answer.Headers.AccessControlAllowMethods.ToString(), answer.Headers.AccessControlAllowOrigin.ToString()));
        foreach (var header in new[] { "Authorization", "Content-Type", "Content-Encoding", "X-Frontline-Signature" })
            Assert.Contains(header, answer.Headers.AccessControlAllowHeaders.ToString(), StringComparison.Ordinal);
    }

    private static Action<HttpContext> Origin(string origin) => context => context.Request.Headers.Origin = origin;

    private static string Sign(byte[] body, string secret) => "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    private static byte[] Pad(string json, int length)
    {
        var body = new byte[length];
        body.AsSpan().Fill((byte)' ');
        Encoding.UTF8.GetBytes(json, body);
        return body;
    }
}
