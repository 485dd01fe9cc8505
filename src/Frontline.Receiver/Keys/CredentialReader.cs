using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Frontline.Receiver.Keys;

/// <summary>Takes the write key out of a header or a query.</summary>
internal static class CredentialReader
{
    /// <summary><c>Bearer KEY</c>, or <c>Basic</c> with the key as user and any password.</summary>
    public static bool TryReadAuthorization(string header, [NotNullWhen(true)] out string? key)
    {
        key = null;
        var space = header.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0)
            return false;
        var scheme = header.AsSpan(0, space);
        var value = header.AsSpan(space + 1).Trim();
        if (scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
            key = value.ToString();
        else if (scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase))
            key = UserOf(value);
        return !string.IsNullOrEmpty(key);
    }

    /// <summary>The first <c>key</c> and the first <c>game</c> of a query string; null where absent.</summary>
    public static (string? Key, string? Game) ReadQuery(string? query)
    {
        string? key = null;
        string? game = null;
        foreach (var pair in new QueryStringEnumerable(query))
        {
            var name = pair.DecodeName().Span;
            if (key is null && name.SequenceEqual("key"))
                key = pair.DecodeValue().ToString();
            else if (game is null && name.SequenceEqual("game"))
                game = pair.DecodeValue().ToString();
        }

        return (key, game);
    }

    private static string? UserOf(ReadOnlySpan<char> base64)
    {
        Span<byte> bytes = stackalloc byte[KeyRing.CredentialCharsMax];
        if (!Convert.TryFromBase64Chars(base64, bytes, out var written))
            return null;
        var user = bytes[..written];
        var colon = user.IndexOf((byte)':');
        return Encoding.UTF8.GetString(colon < 0 ? user : user[..colon]);
    }
}
