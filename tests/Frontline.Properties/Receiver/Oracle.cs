using System.Text;
using System.Text.Json;
using Frontline.Core.Road;

namespace Frontline.Properties.Receiver;

/// <summary>What docs/specs/receiver.md says about a body, written with another parser and without any regard for speed.</summary>
internal static class Oracle
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = int.MaxValue };

    public static int? Count(ReadOnlySpan<byte> body, BatchFormat format, int eventsMax)
    {
        try
        {
            var text = Strict.GetString(body);
            if (text.StartsWith('\uFEFF'))
                text = text[1..];
            var count = format == BatchFormat.Ndjson ? Lines(text) : Object(text);
            return count > eventsMax ? null : count;
        }
        catch (Exception exception) when (exception is DecoderFallbackException or JsonException)
        {
            return null;
        }
    }

    private static int? Lines(string text)
    {
        var lines = text.Split('\n').Where(static line => line.Trim(' ', '\t', '\r').Length > 0).ToList();
        foreach (var line in lines)
            JsonDocument.Parse(line, Options).Dispose();
        return lines.Count == 0 ? null : lines.Count;
    }

    private static int? Object(string text)
    {
        using var document = JsonDocument.Parse(text, Options);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            return null;
        var known = document.RootElement.EnumerateObject().Select(Named).Where(static field => field.Name is "events" or "context" or "sent_at").ToList();
        if (known.Select(static field => field.Name).Distinct().Count() != known.Count)
            return null;
        foreach (var (name, value) in known)
        {
            var isAllowed = name switch
            {
                "events" => value.ValueKind is JsonValueKind.Array,
                "context" => value.ValueKind is JsonValueKind.Object or JsonValueKind.Null,
                _ => value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.Null,
            };
            if (!isAllowed)
                return null;
        }

        return known.Where(static field => field.Name == "events").Select(static field => (int?)field.Value.GetArrayLength()).FirstOrDefault();
    }

    private static (string? Name, JsonElement Value) Named(JsonProperty property)
    {
        try
        {
            return (property.Name, property.Value);
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate: no text.
            return (null, property.Value);
        }
    }
}
