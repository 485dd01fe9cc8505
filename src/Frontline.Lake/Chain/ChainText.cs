using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Frontline.Core;

namespace Frontline.Lake.Chain;

/// <summary>
/// The two-line form of entries and checkpoints: a JSON object and, on the second line, the lower-case hex SHA-256 of the first. Both lines end with a line feed.
/// </summary>
internal static class ChainText
{
    /// <summary>The format this program writes, and the newest it reads.</summary>
    public const int Format = 1;

    /// <summary>What entry 1 has as the hash of the entry before it.</summary>
    public static readonly string NoPrevious = new('0', 64);

    private const int HexLength = 64;

    public static byte[] Write<T>(T value, JsonTypeInfo<T> type, out string sha256)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(value, type);
        sha256 = Convert.ToHexStringLower(SHA256.HashData(line));
        var text = new byte[line.Length + HexLength + 2];
        line.CopyTo(text, 0);
        text[line.Length] = (byte)'\n';
        Encoding.ASCII.GetBytes(sha256, text.AsSpan(line.Length + 1));
        text[^1] = (byte)'\n';
        return text;
    }

    /// <exception cref="DataDamagedException">The text is not what a writer wrote, or a newer program wrote it.</exception>
    public static T Read<T>(ReadOnlySpan<byte> text, JsonTypeInfo<T> type, string name, out string sha256)
    {
        var end = text.IndexOf((byte)'\n');
        if (end < 0 || text.Length != end + HexLength + 2 || text[^1] != (byte)'\n')
            throw new DataDamagedException($"{name} is not a line of JSON and a line with its SHA-256.", name);

        var line = text[..end];
        sha256 = Convert.ToHexStringLower(SHA256.HashData(line));
        if (!text.Slice(end + 1, HexLength).SequenceEqual(Encoding.ASCII.GetBytes(sha256)))
            throw new DataDamagedException($"{name} was changed: its SHA-256 is {sha256}, not {Encoding.ASCII.GetString(text.Slice(end + 1, HexLength))}.", name);

        try
        {
            var format = FormatOf(line);
            if (format is < 1 or > Format)
                throw new DataDamagedException($"{name} has format {format}; this program reads format {Format}. A newer version wrote it.", name);

            return JsonSerializer.Deserialize(line, type) ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            throw new DataDamagedException($"{name} cannot be read: {e.Message}", name, e);
        }
    }

    /// <summary>Read by itself and first, so that a newer format is called by its name, whatever else is new in it.</summary>
    private static int FormatOf(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
                continue;

            var isFormat = reader.ValueTextEquals("format"u8);
            reader.Read();
            if (isFormat)
                return reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var format) ? format : throw new JsonException("'format' is not an integer.");

            reader.Skip();
        }

        throw new JsonException("'format' is missing.");
    }
}
