using System.Diagnostics.CodeAnalysis;
using Frontline.Core.Games;

namespace Frontline.Tests.Warehouse.Support;

internal sealed class TestGames : IGameCatalog
{
    private readonly Dictionary<string, Game> games = new(StringComparer.Ordinal);

    public TestGames(params IReadOnlyList<Game> games)
    {
        foreach (var game in games)
        {
            Set(game);
        }
    }

    public IReadOnlyCollection<Game> Games => games.Values;

    public void Set(Game game) => games[game.Id] = game;

    public bool TryGet(string id, [MaybeNullWhen(false)] out Game game) => games.TryGetValue(id, out game);

    public bool TryGetByKey(string key, [MaybeNullWhen(false)] out Game game, [MaybeNullWhen(false)] out WriteKey writeKey)
    {
        game = null;
        writeKey = null;
        return false;
    }
}
