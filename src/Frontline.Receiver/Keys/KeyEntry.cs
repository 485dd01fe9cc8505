using System.Text;
using Frontline.Core.Games;

namespace Frontline.Receiver.Keys;

/// <summary>What a request needs to know of the key it came with.</summary>
internal sealed class KeyEntry(Game game, WriteKey key, TokenBucket? limit)
{
    public Game Game { get; } = game;

    public WriteKey Key { get; } = key;

    /// <summary>Null when keys are not limited.</summary>
    public TokenBucket? Limit { get; } = limit;

    /// <summary>Null when the game's batches are not signed.</summary>
    public byte[]? HmacSecret { get; } = string.IsNullOrEmpty(game.HmacSecret) ? null : Encoding.UTF8.GetBytes(game.HmacSecret);
}
