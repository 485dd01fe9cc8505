using System.Net;
using System.Net.Http.Headers;
using Frontline.Core.Road;
using Frontline.Receiver;
using Frontline.Testing.Receiver;
using Xunit;

namespace Frontline.Tests.Receiver;

/// <summary><c>POST /v1/validate</c>: the same door as for events, and nothing behind it.</summary>
public sealed class ValidateTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"events":[{"name":"a","player_id":"p"},{"name":"b"}]}""", 2)]
    [InlineData("""{"events":[]}""", 0)]
    public async Task A_batch_is_judged_and_not_kept(string body, int events)
    {
        var inbox = new RecordingInbox();
        await using var receiver = await RunningReceiver.StartAsync(inbox);
        var answer = await receiver.PostAsync(Json(body), path: ReceiverEndpoints.ValidatePath);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal($$"""{"judged":{{events}},"game":"puzzle"}""", await answer.Content.ReadAsStringAsync(Cancellation));
        Assert.Empty(inbox.Batches);
        Assert.Equal(0, receiver.Counters.AcceptedEvents);
    }

    [Fact]
    public async Task It_is_judged_while_the_inbox_takes_nothing()
    {
        await using var receiver = await RunningReceiver.StartAsync(new RefusingInbox());
        Assert.Equal(HttpStatusCode.OK, (await receiver.PostAsync(Json("""{"events":[{}]}"""), path: ReceiverEndpoints.ValidatePath)).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await receiver.PostAsync(Json("""{"events":[{}]}"""))).StatusCode);
    }

    [Fact]
    public async Task A_key_is_needed_and_the_body_must_hold()
    {
        await using var receiver = await RunningReceiver.StartAsync(new RecordingInbox());
        Assert.Equal(HttpStatusCode.Unauthorized, (await receiver.PostAsync(Json("""{"events":[{}]}"""), key: "nobody's", path: ReceiverEndpoints.ValidatePath)).StatusCode);
        var malformed = await receiver.PostAsync(Json("""{"events":[{}"""), path: ReceiverEndpoints.ValidatePath);
        Assert.Equal(HttpStatusCode.BadRequest, malformed.StatusCode);
        Assert.Contains("truncated_json", await malformed.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    private static StringContent Json(string body) => new(body, new MediaTypeHeaderValue("application/json"));

    private sealed class RefusingInbox : IInbox
    {
        public string? Refusal => "the disk is full";

        public ValueTask<long> AppendAsync(ReceivedBatch batch, CancellationToken cancellation) => throw new InboxUnavailableException("the disk is full", isTransient: true);
    }
}
