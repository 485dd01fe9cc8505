using Frontline.Core.Road;
using Frontline.Receiver.Bodies;
using Microsoft.Extensions.Primitives;

namespace Frontline.Receiver.EventsV1;

/// <summary>What the headers say about the body.</summary>
internal static class MediaTypes
{
    /// <summary>A missing type is JSON, and so is text/plain: that is what <c>navigator.sendBeacon</c> sends for a text.</summary>
    public static Refusal? TryReadFormat(string? contentType, out BatchFormat format)
    {
        format = BatchFormat.Json;
        var type = contentType.AsSpan();
        var semicolon = type.IndexOf(';');
        type = (semicolon < 0 ? type : type[..semicolon]).Trim();
        if (type.IsEmpty || Is(type, "application/json") || Is(type, "text/plain"))
            return null;
        if (!Is(type, "application/x-ndjson") && !Is(type, "application/ndjson"))
            return new Refusal(RefusalCode.UnsupportedContentType, "The Content-Type is not known here. Send application/json, or application/x-ndjson with one event per line.");
        format = BatchFormat.Ndjson;
        return null;
    }

    public static Refusal? TryReadCoding(StringValues contentEncoding, out ContentCoding coding)
    {
        coding = ContentCoding.Identity;
        if (contentEncoding.Count == 0)
            return null;
        var text = contentEncoding.Count == 1 ? contentEncoding[0].AsSpan().Trim() : ",";
        if (text.Contains(','))
            return new Refusal(RefusalCode.UnsupportedContentEncoding, "Several content encodings are not taken. Send one of gzip, br, zstd.");
        ContentCoding? known =
            text.IsEmpty || Is(text, "identity") ? ContentCoding.Identity
            : Is(text, "gzip") || Is(text, "x-gzip") ? ContentCoding.Gzip
            : Is(text, "br") ? ContentCoding.Brotli
            : Is(text, "zstd") ? ContentCoding.Zstd
            : null;
        if (known is not { } found)
            return new Refusal(RefusalCode.UnsupportedContentEncoding, "The Content-Encoding is not known here. Send one of gzip, br, zstd, or none.");
        coding = found;
        return null;
    }

    private static bool Is(ReadOnlySpan<char> text, string name) => text.Equals(name, StringComparison.OrdinalIgnoreCase);
}
