using System.Security.Cryptography;

namespace Frontline.DataDirectories;

/// <summary>The bearer token of a server.</summary>
public static class AccessToken
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>190 random bits, from the operating system: a secret, so not from the seeded random.</summary>
    public static string Create() => "fl_admin_" + RandomNumberGenerator.GetString(Alphabet, length: 32);
}
