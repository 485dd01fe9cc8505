using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Frontline.Receiver.EventsV1;

/// <summary>Writes answers. A 503 has an empty body and says so: a client in the field deletes its events on any other one.</summary>
internal static class Answers
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ValueTask AcceptAsync(HttpResponse response, byte[] body)
    {
        response.StatusCode = StatusCodes.Status200OK;
        return WriteAsync(response, body);
    }

    public static ValueTask RefuseAsync(HttpResponse response, Refusal refusal)
    {
        response.StatusCode = refusal.Code.Status();
        if (response.StatusCode == StatusCodes.Status503ServiceUnavailable)
        {
            response.ContentLength = 0;
            return ValueTask.CompletedTask;
        }

        if (response.StatusCode == StatusCodes.Status401Unauthorized)
            response.Headers.WWWAuthenticate = "Bearer";
        return WriteAsync(response, Encode(refusal));
    }

    private static byte[] Encode(Refusal refusal)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Json))
        {
            json.WriteStartObject();
            json.WriteStartObject("error");
            json.WriteString("code", refusal.Code.Text());
            json.WriteString("message", refusal.Message);
            if (refusal.Offset is { } offset)
                json.WriteNumber("offset", offset);
            if (refusal.Line is { } line)
                json.WriteNumber("line", line);
            if (refusal.Event is { } index)
                json.WriteNumber("event", index);
            if (refusal.Field is { } field)
                json.WriteString("field", field);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static async ValueTask WriteAsync(HttpResponse response, byte[] body)
    {
        response.ContentType = "application/json";
        response.ContentLength = body.Length;
        await response.BodyWriter.WriteAsync(body).ConfigureAwait(false);
    }
}
