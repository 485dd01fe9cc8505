using System.Text;
using System.Text.Json;
using Frontline.Core.Games;
using Frontline.Core.Road;
using Frontline.Receiver;
using Frontline.Receiver.Bodies;
using Frontline.Receiver.EventsV1;
using Frontline.Receiver.Keys;
using Frontline.Testing.Games;
using Frontline.Testing.Receiver;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Frontline.Tests.Receiver;

/// <summary>The handler without a server, and the games the tests use.</summary>
internal sealed class HandlerHarness
{
    public const string Key = "k-production-0000001";
    public const string DevKey = "k-dev-00000000000001";
    public const string RevokedKey = "k-revoked-0000000001";
    public const string SignedKey = "k-signed-00000000001";
    public const string Secret = "a secret";

    public HandlerHarness(IInbox? inbox = null, ReceiverOptions? options = null)
    {
        Inbox = inbox ?? Recorded;
        Options = options ?? new ReceiverOptions();
        Counters = new ReceiverCounters(Time);
        Budget = new BufferBudget(Options.BufferedBytesMax);
        Handler = new EventsHandler(Options, new InboxUse(Inbox, Options, Counters), new KeyRing(Games, Options, Time), Budget, Counters, Time, NullLogger<EventsHandler>.Instance);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero));

    public RecordingInbox Recorded { get; } = new();

    public IInbox Inbox { get; }

    public ReceiverOptions Options { get; }

    public ReceiverCounters Counters { get; }

    public BufferBudget Budget { get; }

    public EventsHandler Handler { get; }

    public static FixedGameCatalog Games { get; } = new(
        new Game { Id = "puzzle", Keys = [FixedGameCatalog.Key(Key), FixedGameCatalog.Key(DevKey, WriteKeyKind.Dev), FixedGameCatalog.Key(RevokedKey, revoked: true)] },
        new Game { Id = "signed", Keys = [FixedGameCatalog.Key(SignedKey)], HmacSecret = Secret },
        new Game { Id = "signed-too", Keys = [FixedGameCatalog.Key("k-signed-too")], HmacSecret = "another secret" });

    /// <summary>Sends a body with the production key; <paramref name="change"/> may alter the request first.</summary>
    public async Task<Answer> SendAsync(ReadOnlyMemory<byte> body, Action<HttpContext>? change = null)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = HttpMethods.Post;
        context.Request.Headers.Authorization = "Bearer " + Key;
        context.Request.Body = new MemoryStream(body.ToArray());
        context.Request.ContentLength = body.Length;
        var answer = new MemoryStream();
        context.Response.Body = answer;
        change?.Invoke(context);
        await Handler.HandleAsync(context);
        return new Answer(context.Response.StatusCode, Encoding.UTF8.GetString(answer.ToArray()), context.Response.Headers);
    }

    public Task<Answer> SendAsync(string body, Action<HttpContext>? change = null) => SendAsync(Encoding.UTF8.GetBytes(body), change);

    internal sealed record Answer(int Status, string Body, IHeaderDictionary Headers)
    {
        /// <summary>The error's code; fails when the body is no error.</summary>
        public string Code => JsonDocument.Parse(Body).RootElement.GetProperty("error").GetProperty("code").GetString()!;

        public bool IsEmptyUnavailable => Status == 503 && Body.Length == 0 && Headers.ContentLength == 0;
    }
}
