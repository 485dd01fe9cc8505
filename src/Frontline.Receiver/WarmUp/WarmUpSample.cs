using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Frontline.Receiver.EventsV1;
using Frontline.Receiver.Keys;
using Microsoft.AspNetCore.Http;
using ZstdSharp;

namespace Frontline.Receiver.WarmUp;

/// <summary>One made-up request and the status it must get.</summary>
internal sealed record WarmUpSample(byte[] Body, int Status, string Key = WarmUpCatalog.PlainKey, string ContentType = "application/json", string? ContentEncoding = null, string? Signature = null)
{
    private const string Event =
        """{"name":"level_complete","player_id":"p1","event_id":"0e5b1c9e-5d5f-4a46-9b7e-0f7c2f1c8a11","time":"2026-01-31T12:00:00.123Z","session_id":"s-17","sequence":17,"props":{"level":12,"attempt":3,"score":18250.5,"note":"caf\u00e9 日本"}}""";

    private const int Events = 40;

    public static IReadOnlyList<WarmUpSample> All()
    {
        var json = Encoding.UTF8.GetBytes($$"""{"sent_at":"2026-01-31T12:00:01Z","context":{"platform":"ios","country":"DE"},"events":[{{string.Join(',', Enumerable.Repeat(Event, Events))}}]}""");
        var ndjson = Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Repeat(Event, Events)));
        var signature = "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(WarmUpCatalog.Secret), json));
        using var zstd = new Compressor();
        return
        [
            new(json, StatusCodes.Status200OK),
            new(ndjson, StatusCodes.Status200OK, ContentType: "application/x-ndjson"),
            new(Deflate(json, static target => new GZipStream(target, CompressionLevel.Fastest)), StatusCodes.Status200OK, ContentEncoding: "gzip"),
            new(Deflate(json, static target => new BrotliStream(target, CompressionLevel.Fastest)), StatusCodes.Status200OK, ContentEncoding: "br"),
            new(zstd.Wrap(json).ToArray(), StatusCodes.Status200OK, ContentEncoding: "zstd"),
            new(json, StatusCodes.Status200OK, WarmUpCatalog.SignedKey, Signature: signature),
            new(json, StatusCodes.Status401Unauthorized, Key: "unknown"),
            new(json[..^2], StatusCodes.Status400BadRequest),
        ];
    }

    /// <exception cref="InvalidOperationException">The answer's status is another one.</exception>
    public async Task SendAsync(EventsHandler handler)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = HttpMethods.Post;
        context.Request.Headers.Authorization = "Bearer " + Key;
        context.Request.ContentType = ContentType;
        context.Request.ContentLength = Body.Length;
        if (ContentEncoding is not null)
            context.Request.Headers.ContentEncoding = ContentEncoding;
        if (Signature is not null)
            context.Request.Headers[Keys.Signature.Header] = Signature;
        using var body = new MemoryStream(Body, writable: false);
        context.Request.Body = body;
        await handler.HandleAsync(context).ConfigureAwait(false);
        if (context.Response.StatusCode != Status)
            throw new InvalidOperationException($"While warming up, a request got {context.Response.StatusCode} instead of {Status}.");
    }

    private static byte[] Deflate(byte[] body, Func<Stream, Stream> encoder)
    {
        using var target = new MemoryStream();
        using (var stream = encoder(target))
            stream.Write(body);
        return target.ToArray();
    }
}
