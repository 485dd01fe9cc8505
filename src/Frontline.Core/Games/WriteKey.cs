using Frontline.Core.Road;

namespace Frontline.Core.Games;

/// <summary>A key a client writes with. Only its hash is kept.</summary>
/// <param name="Name">What people call it: the beginning of the key, safe to show.</param>
/// <param name="Sha256">SHA-256 of the key's UTF-8, 64 lower-case hex digits. Keys are 128 random bits, so a plain hash is enough.</param>
/// <param name="Kind">Production, Dev or History.</param>
/// <param name="Revoked">A revoked key is refused with 401.</param>
public sealed record WriteKey(string Name, string Sha256, WriteKeyKind Kind, bool Revoked = false);
