using System.Security.Cryptography;
using System.Text;
using Frontline.Core.Games;
using Frontline.Core.Road;

namespace Frontline.Games;

/// <summary>A new write key: shown once to the person who asked for it, then known by its hash only.</summary>
/// <param name="Secret">What the client sends.</param>
/// <param name="Key">What is kept.</param>
public sealed record WriteKeySecret(string Secret, WriteKey Key)
{
    // 28 characters of 62 carry 166 bits; the shown beginning gives away 36 of them, and 128 stay secret.
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int RandomLength = 28;
    private const int ShownLength = 6;

    /// <summary>Longer texts are nobody's key, and are not hashed.</summary>
    public const int LengthMax = 128;

    /// <summary>From the operating system's randomness: a secret must not come from a seeded random.</summary>
    public static WriteKeySecret Create(WriteKeyKind kind)
    {
        var prefix = kind switch
        {
            WriteKeyKind.Production => "fl_live_",
            WriteKeyKind.Dev => "fl_dev_",
            WriteKeyKind.History => "fl_hist_",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Nobody writes with a key of this kind."),
        };
        var secret = prefix + RandomNumberGenerator.GetString(Alphabet, RandomLength);
        return new WriteKeySecret(secret, new WriteKey(secret[..(prefix.Length + ShownLength)], Hash(secret), kind));
    }

    /// <summary>SHA-256 of a key's UTF-8, lower-case hex.</summary>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
