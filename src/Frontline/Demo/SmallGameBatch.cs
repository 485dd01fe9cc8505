using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Frontline.Core;

namespace Frontline.Demo;

/// <summary>Writes events of one session as the body of a POST /v1/events.</summary>
internal static class SmallGameBatch
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static ReadOnlyMemory<byte> Write(SmallGameSession session, int first, int end, Timestamp sentAt)
    {
        var buffer = new ArrayBufferWriter<byte>(512 * (end - first + 1));
        using var json = new Utf8JsonWriter(buffer);
        var player = session.Player;
        json.WriteStartObject();
        json.WriteString("sent_at", Text(sentAt));
        json.WriteStartObject("context");
        json.WriteString("platform", player.Platform);
        json.WriteString("os_version", player.OsVersion);
        json.WriteString("device_model", player.Device);
        json.WriteString("app_version", session.AppVersion);
        json.WriteString("country", player.Country);
        json.WriteString("language", player.Language);
        json.WriteEndObject();
        json.WriteStartArray("events");
        for (var i = first; i < end; i++)
        {
            WriteEvent(json, session, session.Events[i]);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    private static void WriteEvent(Utf8JsonWriter json, SmallGameSession session, in SmallGameEvent one)
    {
        json.WriteStartObject();
        json.WriteString("name", one.Name);
        json.WriteString("player_id", session.Player.Id);
        json.WriteString("event_id", one.Id);
        json.WriteString("time", Text(one.Time));
        json.WriteString("session_id", session.SessionId);
        json.WriteNumber("sequence", one.Sequence);
        if (one.Props.Count > 0)
        {
            json.WriteStartObject("props");
            foreach (var (name, value) in one.Props)
            {
                switch (value)
                {
                    case int number:
                        json.WriteNumber(name, number);
                        break;
                    default:
                        json.WriteString(name, (string)value);
                        break;
                }
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static string Text(Timestamp moment) => moment.ToDateTimeOffset().ToString(TimeFormat, CultureInfo.InvariantCulture);
}
