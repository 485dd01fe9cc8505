using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Frontline.Core;

/// <summary>RFC 3339 in UTC with exactly six fraction digits, so that equal moments have equal texts and hashes.</summary>
public sealed class TimestampJsonConverter : JsonConverter<Timestamp>
{
    private const string Pattern = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public override Timestamp Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DateTimeOffset.TryParseExact(reader.GetString(), Pattern, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
            ? Timestamp.FromDateTimeOffset(moment)
            : throw new JsonException($"A time must look like 2026-01-31T12:00:00.123000Z, not '{reader.GetString()}'.");

    public override void Write(Utf8JsonWriter writer, Timestamp value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
