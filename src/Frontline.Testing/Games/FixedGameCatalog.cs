using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Frontline.Core.Games;
using Frontline.Core.Road;

namespace Frontline.Testing.Games;

/// <summary>Games as a test sets them, with keys looked up by their hash. Setting other games is a change of the catalog.</summary>
public sealed class FixedGameCatalog(params Game[] games) : IGameCatalog
{
    private Game[] games = games;
    private int lookups;

    public IReadOnlyCollection<Game> Games => games;

    /// <summary>How often a key was looked up.</summary>
    public int Lookups => lookups;

    public static WriteKey Key(string key, WriteKeyKind kind = WriteKeyKind.Production, bool revoked = false)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new WriteKey(key[..Math.Min(4, key.Length)], Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))), kind, revoked);
    }

    public void Change(params Game[] games) => this.games = games;

    public bool TryGet(string id, [MaybeNullWhen(false)] out Game game)
    {
        game = games.FirstOrDefault(game => game.Id == id);
        return game is not null;
    }

    public bool TryGetByKey(string key, [MaybeNullWhen(false)] out Game game, [MaybeNullWhen(false)] out WriteKey writeKey)
    {
        Interlocked.Increment(ref lookups);
        var hash = Key(key).Sha256;
        game = games.FirstOrDefault(game => game.Keys.Any(key => key.Sha256 == hash));
        writeKey = game?.Keys.First(key => key.Sha256 == hash);
        return writeKey is not null;
    }
}
