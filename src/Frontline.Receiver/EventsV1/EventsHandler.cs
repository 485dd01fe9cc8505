using System.Buffers;
using Frontline.Core;
using Frontline.Core.Road;
using Frontline.Receiver.Bodies;
using Frontline.Receiver.Keys;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace Frontline.Receiver.EventsV1;

/// <summary>The road of one request: may it write, does the body hold, use it, and only then say so.</summary>
/// <remarks>A 2xx leaves here only after the batch has been taken. Whatever goes wrong without being the client's fault is an empty 503: the client keeps its events.</remarks>
internal sealed class EventsHandler(ReceiverOptions options, IBatchUse use, KeyRing keys, BufferBudget budget, ReceiverCounters counters, TimeProvider time, ILogger<EventsHandler> log)
{
    private readonly CorsPolicy cors = new(options.AllowedOrigins);
    private readonly ClientAddress clientAddress = new(options.TrustedProxies, options.TruncateAddresses);

    public Task HandleAsync(HttpContext context)
    {
        cors.Apply(context.Request, context.Response);
        if (HttpMethods.IsPost(context.Request.Method))
            return ReceiveAsync(context);
        if (HttpMethods.IsOptions(context.Request.Method))
        {
            CorsPolicy.AnswerPreflight(context.Response);
            return Task.CompletedTask;
        }

        context.Response.Headers.Allow = "POST, OPTIONS";
        return RefuseAsync(context, new Refusal(RefusalCode.MethodNotAllowed, "Events are sent with POST."), key: null).AsTask();
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        counters.Enter();
        KeyEntry? key = null;
        try
        {
            var (refusal, answer) = Admit(context.Request, out key, out var format, out var coding) is { } outcome
                ? (outcome, null)
                : await TakeAsync(context, key!, format, coding).ConfigureAwait(false);
            if (refusal is not null)
                await RefuseAsync(context, refusal, key).ConfigureAwait(false);
            else if (!context.RequestAborted.IsCancellationRequested)
                await Answers.AcceptAsync(context.Response, answer!).ConfigureAwait(false);
        }
        catch (InboxUnavailableException exception)
        {
            log.InboxRefused(exception.Message, exception.IsTransient);
            await RefuseAsync(context, new Refusal(RefusalCode.InboxUnavailable, exception.Message), key).ConfigureAwait(false);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client went away while its body was read (nothing is appended) or while it was answered (it is, and a resend is a duplicate).
            counters.ClientGone();
        }
        catch (BadHttpRequestException exception)
        {
            await RefuseAsync(context, Describe(exception), key).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            log.Failed(exception);
            await RefuseAsync(context, new Refusal(RefusalCode.InternalError, $"{exception.GetType().Name}: {exception.Message}"), key).ConfigureAwait(false);
        }
        finally
        {
            counters.Leave();
        }
    }

    /// <summary>All that can be said before the body is read.</summary>
    private Refusal? Admit(HttpRequest request, out KeyEntry? key, out BatchFormat format, out ContentCoding coding)
    {
        format = default;
        coding = default;
        key = null;
        if (use.Refusal is { } reason)
            return new Refusal(RefusalCode.InboxUnavailable, reason);
        if (FindKey(request, out key) is { } unauthorized)
            return unauthorized;
        if (key!.Limit is { IsOpen: false })
            return RateLimited();
        if (request.ContentLength > options.SentBytesMax)
            return RequestBody.TooLarge(options.SentBytesMax);
        return MediaTypes.TryReadFormat(request.ContentType, out format) ?? MediaTypes.TryReadCoding(request.Headers.ContentEncoding, out coding);
    }

    private Refusal? FindKey(HttpRequest request, out KeyEntry? key)
    {
        key = null;
        string? game = null;
        var authorization = request.Headers.Authorization;
        if (request.QueryString.HasValue)
        {
            (var queryKey, game) = CredentialReader.ReadQuery(request.QueryString.Value);
            if (queryKey is not null && StringValues.IsNullOrEmpty(authorization))
                key = keys.FindByKey(queryKey);
            else if (StringValues.IsNullOrEmpty(authorization))
                return KeyMissing();
        }
        else if (StringValues.IsNullOrEmpty(authorization))
        {
            return KeyMissing();
        }

        key ??= StringValues.IsNullOrEmpty(authorization) ? null : keys.FindByAuthorization(authorization.ToString());
        if (key is null)
            return new Refusal(RefusalCode.KeyUnknown, "The write key is not known here.");
        if (key.Key.Revoked)
            return new Refusal(RefusalCode.KeyRevoked, $"The write key {key.Key.Name}… was revoked.");
        if (game is not null && game != key.Game.Id)
            return new Refusal(RefusalCode.KeyOfAnotherGame, $"The write key {key.Key.Name}… belongs to another game than the query names.");
        return null;
    }

    private async ValueTask<(Refusal? Refusal, byte[]? Answer)> TakeAsync(HttpContext context, KeyEntry key, BatchFormat format, ContentCoding coding)
    {
        var request = context.Request;
        using var body = new RequestBody(request.BodyReader, budget, options.SentBytesMax);
        if (await body.ReadAsync(request.ContentLength, options.BodyTimeout, time).ConfigureAwait(false) is { } unread)
            return (unread, null);
        var receivedAt = Timestamp.Now(time);

        if (key.HmacSecret is { } secret && CheckSignature(request, secret, body.Sent.Span) is { } unsigned)
            return (unsigned, null);

        using var inflated = new PooledBuffer(budget, options.InflatedBytesMax);
        var text = body.Sent;
        if (coding != ContentCoding.Identity && !text.IsEmpty)
        {
            if (Inflater.Inflate(coding, text, inflated, options.InflatedBytesMax) is { } unreadable)
                return (unreadable, null);
            text = inflated.Written;
        }

        var check = BatchReader.Check(text.Span, format, options.EventsPerBatchMax);
        if (check.Refusal is not null)
            return (check.Refusal, null);
        if (key.Limit is { } limit && check.EventCount > 0 && !limit.TryTake(check.EventCount))
            return (RateLimited(), null);

        // From here on a client that goes away changes nothing: the Inbox may be using the body.
        context.RequestAborted.ThrowIfCancellationRequested();
        var answer = await use.TakeAsync(
            new ReceivedBatch
            {
                Game = key.Game.Id,
                Key = key.Key.Kind,
                Format = format,
                ReceivedAt = receivedAt,
                EventCount = check.EventCount,
                Body = text[check.Start..],
                UserAgent = UserAgent(request),
                RemoteAddress = clientAddress.Of(context),
            },
            check.UnknownFieldCount).ConfigureAwait(false);
        return (null, answer);
    }

    private static Refusal? CheckSignature(HttpRequest request, byte[] secret, ReadOnlySpan<byte> sent)
    {
        var signature = request.Headers[Signature.Header];
        if (StringValues.IsNullOrEmpty(signature))
            return new Refusal(RefusalCode.SignatureMissing, $"Batches of this game must be signed: send {Signature.Header}: sha256=HEX, the HMAC-SHA256 of the body as sent.");
        return Signature.IsValid(signature.ToString(), secret, sent)
            ? null
            : new Refusal(RefusalCode.SignatureWrong, $"{Signature.Header} is not the HMAC-SHA256 of the body as sent with this game's secret.");
    }

    private string? UserAgent(HttpRequest request)
    {
        var agent = request.Headers.UserAgent.ToString();
        if (agent.Length > options.UserAgentCharsMax)
            agent = agent[..(options.UserAgentCharsMax - (options.UserAgentCharsMax > 0 && char.IsHighSurrogate(agent[options.UserAgentCharsMax - 1]) ? 1 : 0))];
        return agent.Length == 0 ? null : agent;
    }

    private ValueTask RefuseAsync(HttpContext context, Refusal refusal, KeyEntry? key)
    {
        counters.Refuse(refusal, key?.Game.Id);
        return context.Response.HasStarted || context.RequestAborted.IsCancellationRequested
            ? ValueTask.CompletedTask
            : Answers.RefuseAsync(context.Response, refusal);
    }

    private static Refusal Describe(BadHttpRequestException exception) => exception.StatusCode switch
    {
        StatusCodes.Status408RequestTimeout => new Refusal(RefusalCode.BodyTooSlow, "The body arrived too slowly."),
        StatusCodes.Status413PayloadTooLarge => new Refusal(RefusalCode.BodyTooLarge, "The body is larger than the server takes. Send smaller batches, or compress them."),
        _ => new Refusal(RefusalCode.IncompleteBody, $"The body could not be read to its end: {exception.Message}"),
    };

    private static Refusal KeyMissing() =>
        new(RefusalCode.KeyMissing, "No write key. Send Authorization: Bearer KEY, or the key as the user of basic authentication, or ?key=KEY.");

    private static Refusal RateLimited() => new(RefusalCode.RateLimited, "The write key has sent more events than its rate limit allows.");
}
