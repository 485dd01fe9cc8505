using System.Diagnostics.CodeAnalysis;
using Frontline.Core.Games;
using Frontline.Core.Road;

namespace Frontline.Receiver.WarmUp;

/// <summary>Two games that exist only while warming up: one plain, one signed.</summary>
internal sealed class WarmUpCatalog : IGameCatalog
{
    public const string PlainKey = "plain";
    public const string SignedKey = "signed";
    public const string Secret = "warm";

    private static readonly Game Plain = new() { Id = PlainKey, Keys = [new WriteKey(PlainKey, PlainKey, WriteKeyKind.Dev)] };
    private static readonly Game Signed = new() { Id = SignedKey, Keys = [new WriteKey(SignedKey, SignedKey, WriteKeyKind.Dev)], HmacSecret = Secret };

    public static WarmUpCatalog Instance { get; } = new();

    public IReadOnlyCollection<Game> Games { get; } = [Plain, Signed];

    public bool TryGet(string id, [MaybeNullWhen(false)] out Game game)
    {
        game = id == PlainKey ? Plain : id == SignedKey ? Signed : null;
        return game is not null;
    }

    public bool TryGetByKey(string key, [MaybeNullWhen(false)] out Game game, [MaybeNullWhen(false)] out WriteKey writeKey)
    {
        writeKey = TryGet(key, out game) ? game.Keys[0] : null;
        return writeKey is not null;
    }
}
