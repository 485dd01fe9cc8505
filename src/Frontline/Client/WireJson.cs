using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Frontline.Core;

namespace Frontline.Client;

/// <summary>How JSON looks between the command line and a server, and on standard output: snake_case, absent rather than null where null says nothing.</summary>
public static class WireJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower), new TimestampJsonConverter() },
    };

    /// <summary>How a value of an enumeration is written.</summary>
    public static string NameOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <summary>An object a line, for programs and people's eyes: text in any script stays readable. Not for pages that a browser shows.</summary>
    public static JsonSerializerOptions Lines { get; } = new(Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The same over several lines.</summary>
    public static JsonSerializerOptions Printed { get; } = new(Lines) { WriteIndented = true };
}
