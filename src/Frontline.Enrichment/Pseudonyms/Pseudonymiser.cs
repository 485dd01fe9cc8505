using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Frontline.Core.Road;
using Frontline.Enrichment.Reading;

namespace Frontline.Enrichment.Pseudonyms;

/// <summary>
/// Replaces the values of a game's fields in a batch's body before anything else reads it: so no column, no prop, no reject's payload, no context and no identity ever has them.
/// The pseudonym is the lower-case hex HMAC-SHA256 of the value, keyed with the HMAC-SHA256 of the game's id, keyed with the secret. Thread-safe.
/// </summary>
internal sealed class Pseudonymiser
{
    private readonly byte[] key;
    private readonly PseudonymField[] props;
    private readonly PseudonymField[] others;

    public Pseudonymiser(string secret, string game, IEnumerable<PseudonymField> fields)
    {
        key = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(game));
        var all = fields.ToList();
        props = [.. all.Where(field => field.IsProp)];
        others = [.. all.Where(field => !field.IsProp)];
    }

    /// <summary>The pseudonym of a value.</summary>
    public string Of(ReadOnlySpan<byte> utf8) => Convert.ToHexStringLower(HMACSHA256.HashData(key, utf8));

    /// <summary>The body with pseudonyms; all else stays byte for byte.</summary>
    public ReadOnlyMemory<byte> Rewrite(ReceivedBatch batch)
    {
        var body = batch.Body.Span;
        var output = new ArrayBufferWriter<byte>(body.Length + 256);
        if (batch.Format == BatchFormat.Json)
        {
            RewriteDocument(body, output, isEvent: false);
            return output.WrittenMemory;
        }

        for (var start = 0; start < body.Length;)
        {
            var length = body[start..].IndexOf((byte)'\n');
            var end = length < 0 ? body.Length : start + length + 1;
            var line = body[start..end];
            if (line.Trim(" \t\r\n"u8).Length > 0)
            {
                RewriteDocument(line, output, isEvent: true);
            }
            else
            {
                output.Write(line);
            }

            start = end;
        }

        return output.WrittenMemory;
    }

    private void RewriteDocument(ReadOnlySpan<byte> json, ArrayBufferWriter<byte> output, bool isEvent)
    {
        var reader = new Utf8JsonReader(json, BatchReader.Options);
        var copied = 0;
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject) RewriteObject(ref reader, json, output, ref copied, others, isEvent ? Level.Event : Level.Batch);
        output.Write(json[copied..]);
    }

    /// <summary>Rewrites the object that the reader stands on, and leaves the reader on its end.</summary>
    private void RewriteObject(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, ArrayBufferWriter<byte> output, ref int copied, PseudonymField[] fields, Level level)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var inside = Inside(ref reader, level);
            var isField = inside is null && IsAny(fields, ref reader);
            reader.Read();
            if (isField)
            {
                Replace(ref reader, json, output, ref copied);
            }
            else if (inside == Level.Event && reader.TokenType == JsonTokenType.StartArray)
            {
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    if (reader.TokenType == JsonTokenType.StartObject) RewriteObject(ref reader, json, output, ref copied, others, Level.Event);
                    else reader.Skip();
                }
            }
            else if (inside is Level.Context or Level.Props && reader.TokenType == JsonTokenType.StartObject)
            {
                RewriteObject(ref reader, json, output, ref copied, inside == Level.Props ? props : others, inside.Value);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    /// <summary>What the member whose name the reader stands on holds, where it holds fields itself.</summary>
    private static Level? Inside(ref Utf8JsonReader reader, Level level)
    {
        if (level == Level.Batch && JsonText.IsName(ref reader, "events"u8)) return Level.Event;
        if (level is Level.Batch or Level.Event && JsonText.IsName(ref reader, "context"u8)) return Level.Context;
        return level == Level.Event && JsonText.IsName(ref reader, "props"u8) ? Level.Props : null;
    }

    private static bool IsAny(PseudonymField[] fields, ref Utf8JsonReader reader)
    {
        foreach (var field in fields)
        {
            if (JsonText.IsName(ref reader, field.Name.Span)) return true;
        }

        return false;
    }

    /// <summary>Null and the empty text say nothing of anybody, and stay. Anything else that is no text counts as its JSON.</summary>
    private void Replace(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, ArrayBufferWriter<byte> output, ref int copied)
    {
        if (reader.TokenType == JsonTokenType.Null || (reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length == 0)) return;
        var start = (int)reader.TokenStartIndex;
        var isText = reader.TokenType == JsonTokenType.String;
        var text = !isText ? default : reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(JsonText.Unescape(reader.ValueSpan)) : reader.ValueSpan;
        reader.Skip();
        var end = (int)reader.BytesConsumed;
        output.Write(json[copied..start]);
        output.Write("\""u8);
        output.Write(Encoding.ASCII.GetBytes(Of(isText ? text : json[start..end])));
        output.Write("\""u8);
        copied = end;
    }

    private enum Level
    {
        Batch,
        Event,
        Context,
        Props,
    }
}
