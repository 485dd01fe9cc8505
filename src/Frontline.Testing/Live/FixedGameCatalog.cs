using System.Diagnostics.CodeAnalysis;
using Frontline.Core.Games;

namespace Frontline.Testing.Live;

/// <summary>Games as a test says; without keys.</summary>
public sealed class FixedGameCatalog(params Game[] games) : IGameCatalog
{
    public IReadOnlyCollection<Game> Games { get; private set; } = games;

    /// <summary>What happens when a game's file is edited.</summary>
    public void Replace(params Game[] now) => Games = now;

    public bool TryGet(string id, [MaybeNullWhen(false)] out Game game)
    {
        game = Games.FirstOrDefault(one => one.Id == id);
        return game is not null;
    }

    public bool TryGetByKey(string key, [MaybeNullWhen(false)] out Game game, [MaybeNullWhen(false)] out WriteKey writeKey)
    {
        game = null;
        writeKey = null;
        return false;
    }
}
