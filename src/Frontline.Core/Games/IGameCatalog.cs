using System.Diagnostics.CodeAnalysis;

namespace Frontline.Core.Games;

/// <summary>The games that are configured now. Thread-safe and cheap: asked once per request.</summary>
public interface IGameCatalog
{
    /// <summary>An immutable snapshot: the same instance until a game or key changes, then another. Callers that remember look-ups compare the reference to know when to forget.</summary>
    IReadOnlyCollection<Game> Games { get; }

    bool TryGet(string id, [MaybeNullWhen(false)] out Game game);

    /// <summary>Finds the game and key a client's key belongs to; false for unknown keys. Revoked keys are found.</summary>
    bool TryGetByKey(string key, [MaybeNullWhen(false)] out Game game, [MaybeNullWhen(false)] out WriteKey writeKey);
}
