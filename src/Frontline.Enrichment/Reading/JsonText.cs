using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Frontline.Enrichment.Reading;

/// <summary>JSON's string escapes (RFC 8259, section 7), on text already known to be well-formed.</summary>
internal static class JsonText
{
    /// <summary>Whether the name a reader stands on is this one. Unlike the reader's own comparison it does not throw on an unpaired surrogate.</summary>
    public static bool IsName(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
        reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(Unescape(reader.ValueSpan)).AsSpan().SequenceEqual(name) : reader.ValueSpan.SequenceEqual(name);

    /// <summary>The text of a string, unescaped; of anything else its JSON. An unpaired surrogate becomes U+FFFD.</summary>
    public static string Read(JsonValue value, ReadOnlySpan<byte> body)
    {
        var content = value.Content(body);
        return value.IsEscaped ? Unescape(content) : Encoding.UTF8.GetString(content);
    }

    public static string Unescape(ReadOnlySpan<byte> content)
    {
        // Unescaping never makes a text longer: an escape of two bytes or more is one character.
        var rented = ArrayPool<char>.Shared.Rent(content.Length);
        try
        {
            var length = 0;
            while (content.Length > 0)
            {
                var escape = content.IndexOf((byte)'\\');
                var plain = escape < 0 ? content : content[..escape];
                length += Encoding.UTF8.GetChars(plain, rented.AsSpan(length));
                content = content[plain.Length..];
                if (content.Length > 0) rented[length++] = ReadEscape(ref content);
            }

            ReplaceLoneSurrogates(rented.AsSpan(0, length));
            return new string(rented, 0, length);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(rented);
        }
    }

    /// <summary>Whether an escaped text has half a surrogate pair: <c>\ud800</c> alone. JSON allows it, Unicode does not.</summary>
    public static bool HasLoneSurrogate(ReadOnlySpan<byte> content)
    {
        var afterHigh = false;
        while (content.Length > 0)
        {
            if (content[0] != '\\')
            {
                if (afterHigh) return true;
                var next = content.IndexOf((byte)'\\');
                if (next < 0) return false;
                content = content[next..];
                continue;
            }

            var character = ReadEscape(ref content);
            if (char.IsLowSurrogate(character) != afterHigh) return true;
            afterHigh = char.IsHighSurrogate(character);
        }

        return afterHigh;
    }

    private static char ReadEscape(ref ReadOnlySpan<byte> content)
    {
        if (content[1] == 'u')
        {
            var character = (char)((Hex(content[2]) << 12) | (Hex(content[3]) << 8) | (Hex(content[4]) << 4) | Hex(content[5]));
            content = content[6..];
            return character;
        }

        var escaped = content[1] switch
        {
            (byte)'n' => '\n',
            (byte)'r' => '\r',
            (byte)'t' => '\t',
            (byte)'b' => '\b',
            (byte)'f' => '\f',
            var itself => (char)itself,
        };
        content = content[2..];
        return escaped;
    }

    private static int Hex(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    private static void ReplaceLoneSurrogates(Span<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else
            {
                text[i] = '\uFFFD';
            }
        }
    }
}
