using System.Security.Cryptography;

namespace Frontline.Receiver.Keys;

/// <summary>The signature of a batch: <c>sha256=</c> and the hex HMAC-SHA256 of the body's bytes as sent, before inflating.</summary>
internal static class Signature
{
    public const string Header = "X-Frontline-Signature";

    private const string Prefix = "sha256=";

    /// <summary>Compares in constant time.</summary>
    public static bool IsValid(string signature, byte[] secret, ReadOnlySpan<byte> body)
    {
        Span<byte> claimed = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var hex = signature.AsSpan().Trim();
        if (!hex.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            || hex.Length != Prefix.Length + (2 * claimed.Length)
            || Convert.FromHexString(hex[Prefix.Length..], claimed, out _, out _) != System.Buffers.OperationStatus.Done)
            return false;

        Span<byte> actual = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, body, actual);
        return CryptographicOperations.FixedTimeEquals(claimed, actual);
    }
}
